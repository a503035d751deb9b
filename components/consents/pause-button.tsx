'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { pauseStudyAction, resumeStudyAction } from '@/lib/consents/consent-actions';
import { ConsentDialog } from './consent-dialog';
import { useConsentChange } from './use-consent-change';

/** Studies of the patient with something that is shared, or something that is paused. */
type Props = { sharing: string[]; paused: string[]; studyName?: string };

/** Pause, or end the pause, of one study or of everything: two presses. */
export function PauseButton({ sharing, paused, studyName }: Props) {
  const { result, ...change } = useConsentChange();
  if (sharing.length + paused.length === 0) return null;
  const one = studyName !== undefined && { studyName };
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap gap-3">
        {sharing.length > 0 && <Part kind="pause" enrollments={sharing} change={change} {...one} />}
        {paused.length > 0 && <Part kind="resume" enrollments={paused} change={change} {...one} />}
      </div>
      {result && (
        <Callout tone={'failed' in result ? 'danger' : 'success'}>
          {'failed' in result ? result.failed : result.said}
        </Callout>
      )}
    </div>
  );
}

type PartProps = {
  kind: 'pause' | 'resume';
  enrollments: string[];
  studyName?: string;
  change: Omit<ReturnType<typeof useConsentChange>, 'result'>;
};

function Part({ kind, enrollments, studyName, change }: PartProps) {
  const t = useTranslations('sharing');
  const [isOpen, setOpen] = useState(false);
  const words = studyName === undefined ? (`${kind}Everything` as const) : (`${kind}Study` as const);
  const act = kind === 'pause' ? pauseStudyAction : resumeStudyAction;
  const said = t(kind === 'pause' ? 'pausedNow' : 'resumedNow');

  async function confirm() {
    // Each study is an organization's own, with its own record, so it is one change after the other.
    for (const enrollmentId of enrollments) if (!(await change.run(() => act({ enrollmentId }), said))) break;
    setOpen(false);
  }
  return (
    <>
      <Button size="lg" onClick={() => setOpen(true)}>
        {t(words)}
      </Button>
      <ConsentDialog
        isOpen={isOpen}
        title={t(`${words}Title`, { study: studyName ?? '' })}
        text={t(`${kind}Text`)}
        no={t('notNow')}
        yes={t(kind)}
        isSaving={change.isSaving}
        onClose={() => setOpen(false)}
        onYes={() => void confirm()}
      />
    </>
  );
}
