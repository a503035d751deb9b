'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useUnlocked } from '@/components/keys/use-unlocked';
import { Callout } from '@/components/ui/callout';
import { Menu } from '@/components/ui/menu';
import type { Locale } from '@/lib/i18n/locale';
import { sendInvitationAction } from '@/lib/invitations/invitation-actions';
import { counted } from '@/lib/studies/study-state';
import { startDataGroup } from '@/lib/vault/study-keys';

type Waiting = { enrollmentId: string; name: string; email: string };
type Props = { organizationId: string; studyId: string; waiting: Waiting[] };
type Progress = { done: number; of: number; failed: string[]; isOver: boolean };

/** For several who were enrolled at once: each gets a key of their own and a letter. What was sent stays sent. */
export function SendWaiting(props: Props) {
  const { progress, send } = useSending(props);
  const { waiting } = props;
  const isSending = progress !== null && !progress.isOver;
  const item = (id: Locale, label: string) => ({ id, label, onSelect: () => void send(id) });
  return (
    <Callout
      tone="info"
      className="mb-3"
      title={`${counted(waiting.length, 'patient')} enrolled without an invitation`}
      actions={
        !isSending && (
          <Menu
            label={`Send ${counted(waiting.length, 'invitation')}`}
            variant="primary"
            align="start"
            items={[item('en', 'In English'), item('es', 'In Spanish')]}
          />
        )
      }
    >
      <p role="status">
        {progress === null
          ? 'They take part when they accept.'
          : `${progress.done} of ${progress.of} sent.${progress.isOver ? '' : ' Please wait…'}`}
      </p>
      {progress?.isOver && progress.failed.length > 0 && (
        <p className="text-danger">Not sent: {progress.failed.join(', ')}. Unlock and try again.</p>
      )}
    </Callout>
  );
}

function useSending({ organizationId, studyId, waiting }: Props) {
  const router = useRouter();
  const unlocked = useUnlocked();
  const [progress, setProgress] = useState<Progress | null>(null);

  async function sendOne({ enrollmentId, email }: Waiting, locale: Locale): Promise<boolean> {
    try {
      await unlocked(() => startDataGroup({ organizationId, studyId, enrollmentId }));
      return (await sendInvitationAction({ enrollmentId, email, locale })).ok;
    } catch {
      return false;
    }
  }

  async function send(locale: Locale): Promise<void> {
    let [done, failed] = [0, [] as string[]];
    const tell = (isOver: boolean) => setProgress({ done, of: waiting.length, failed, isOver });
    tell(false);
    // One after the other: a vault that stays locked is asked for once, and the first failure ends the row.
    for (const each of waiting) {
      if (failed.length === 0 && (await sendOne(each, locale))) done += 1;
      else failed = [...failed, each.name];
      tell(false);
    }
    tell(true);
    router.refresh();
  }
  return { progress, send };
}
