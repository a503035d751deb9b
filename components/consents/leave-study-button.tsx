'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { leaveStudyAction } from '@/lib/consents/consent-actions';
import { ConsentDialog } from './consent-dialog';
import { useConsentChange } from './use-consent-change';

type Props = { enrollmentId: string; studyName: string; canLeave: boolean };

/** Stays after leaving, to say that it is done. */
export function LeaveStudyButton({ enrollmentId, studyName, canLeave }: Props) {
  const t = useTranslations('sharing');
  const [isOpen, setOpen] = useState(false);
  const { isSaving, result, run } = useConsentChange();

  async function leave() {
    await run(() => leaveStudyAction({ enrollmentId }), t('leftNow'));
    setOpen(false);
  }
  return (
    <>
      {result && (
        <Callout tone={'failed' in result ? 'danger' : 'success'}>
          {'failed' in result ? result.failed : result.said}
        </Callout>
      )}
      {canLeave && (
        <Button size="lg" variant="danger" onClick={() => setOpen(true)}>
          {t('leave')}
        </Button>
      )}
      <ConsentDialog
        isOpen={isOpen}
        title={t('leaveTitle', { study: studyName })}
        text={t('leaveText')}
        no={t('leaveStay')}
        yes={t('leave')}
        isSaving={isSaving}
        onClose={() => setOpen(false)}
        onYes={() => void leave()}
      />
    </>
  );
}
