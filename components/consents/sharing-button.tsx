'use client';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { ScopeConsent } from '@/lib/consents/consent';
import { resumeSharingAction, startSharingAction, stopSharingAction } from '@/lib/consents/consent-actions';
import type { useConsentChange } from './use-consent-change';

type Props = {
  scope: ScopeConsent;
  target: { enrollmentId: string; scope: string };
  studyName: string;
  change: ReturnType<typeof useConsentChange>;
};

/** Two presses to stop and two to start: what will happen is said before it does. */
export function SharingButton({ scope, target, studyName, change }: Props) {
  const t = useTranslations('sharing');
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const thing = scope.plainName[locale];
  const isStop = scope.state === 'granted';
  const start = scope.state === 'paused' ? resumeSharingAction : startSharingAction;

  async function confirm() {
    const said = t(isStop ? 'stoppedNow' : 'startedNow', { thing });
    await change.run(() => (isStop ? stopSharingAction(target) : start(target)), said, isStop);
    setOpen(false);
  }

  const word = t(isStop ? 'stop' : scope.state === 'paused' ? 'resume' : 'start');
  return (
    <>
      <Button size="lg" variant={isStop ? 'secondary' : 'primary'} onClick={() => setOpen(true)}>
        {word}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={t(isStop ? 'stopTitle' : 'startTitle', { thing, study: studyName })}
        description={t(isStop ? 'stopText' : 'startText')}
        closeLabel={t(isStop ? 'keep' : 'notNow')}
        footer={
          <Footer
            no={t(isStop ? 'keep' : 'notNow')}
            yes={word}
            isSaving={change.isSaving}
            onNo={() => setOpen(false)}
            onYes={confirm}
          />
        }
      />
    </>
  );
}

type FooterProps = {
  no: string;
  yes: string;
  isSaving: boolean;
  onNo: () => void;
  onYes: () => Promise<void>;
};

function Footer({ no, yes, isSaving, onNo, onYes }: FooterProps) {
  const t = useTranslations('sharing');
  return (
    <div className="scale-patient flex w-full flex-wrap justify-end gap-3">
      <Button size="lg" onClick={onNo}>
        {no}
      </Button>
      <Button
        size="lg"
        variant="primary"
        isPending={isSaving}
        pendingLabel={t('saving')}
        onClick={() => void onYes()}
      >
        {yes}
      </Button>
    </div>
  );
}
