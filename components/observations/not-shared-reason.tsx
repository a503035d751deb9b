import { Time } from '@/components/ui/time';
import type { NotShared } from '@/lib/observations/patient-data';
import { NOT_SHARED_WORDS } from './not-shared-words';

/** Why a kind of data is not shown, with the moment it happened. */
export function NotSharedReason({ why, at }: NotShared) {
  const [before = '', after = ''] = NOT_SHARED_WORDS[why].sentence.split('{at}');
  return (
    <>
      {before}
      {at !== null && <Time at={at} format="datetime" />}
      {after}
    </>
  );
}
