'use client';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { resumeSharingAction, startSharingAction, stopSharingAction } from '@/lib/consents/consent-actions';
import { ConsentDialog } from './consent-dialog';
import { AgreeButton, type OwnScope } from './agree-button';
import type { ConsentChange } from './use-consent-change';

type Props = OwnScope & { change: ConsentChange };

/** Two presses to stop and two to start: what will happen is said before it does. */
export function SharingButton(props: Props) {
  const { state } = props.scope;
  if (state === 'granted') return <StopButton {...props} />;
  return state === 'paused' ? <ResumeButton {...props} /> : <StartButton {...props} />;
}

const targetOf = ({ enrollmentId, scope }: OwnScope) => ({ enrollmentId, scope: scope.scopeCode });

function StopButton(props: Props) {
  const t = useTranslations('sharing');
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const { change, studyName } = props;
  const thing = props.scope.plainName[locale];

  async function stop() {
    await change.run(() => stopSharingAction(targetOf(props)), t('stoppedNow', { thing }), true);
    setOpen(false);
  }
  return (
    <>
      <Button size="lg" onClick={() => setOpen(true)}>
        {t('stop')}
      </Button>
      <ConsentDialog
        isOpen={isOpen}
        title={t('stopTitle', { thing, study: studyName })}
        text={t('stopText')}
        no={t('keep')}
        yes={t('stop')}
        isSaving={change.isSaving}
        onClose={() => setOpen(false)}
        onYes={() => void stop()}
      />
    </>
  );
}

function ResumeButton(props: Props) {
  const t = useTranslations('sharing');
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const { change, studyName } = props;
  const thing = props.scope.plainName[locale];

  async function resume() {
    await change.run(() => resumeSharingAction(targetOf(props)), t('startedNow', { thing }));
    setOpen(false);
  }
  return (
    <>
      <Button size="lg" variant="primary" onClick={() => setOpen(true)}>
        {t('resume')}
      </Button>
      <ConsentDialog
        isOpen={isOpen}
        title={t('startTitle', { thing, study: studyName })}
        text={t('resumeText')}
        no={t('notNow')}
        yes={t('resume')}
        isSaving={change.isSaving}
        onClose={() => setOpen(false)}
        onYes={() => void resume()}
      />
    </>
  );
}

/** A new yes, to what the study says now, with an end if the patient wants one. */
function StartButton(props: Props) {
  const t = useTranslations('sharing');
  const locale = useLocale();
  const { change, studyName, scope } = props;
  const thing = scope.plainName[locale];
  return (
    <AgreeButton
      own={props}
      isPrimary
      word={t('start')}
      title={t('startTitle', { thing, study: studyName })}
      text={t('startText')}
      yes={t('start')}
      isSaving={change.isSaving}
      agree={(input) => change.run(() => startSharingAction(input), t('startedNow', { thing }))}
    />
  );
}
