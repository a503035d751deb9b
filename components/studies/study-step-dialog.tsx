'use client';
import { ConfirmDialog } from '@/components/forms/confirm-dialog';
import { Time } from '@/components/ui/time';
import { changeStudyStateAction } from '@/lib/studies/study-actions';
import { impactOf, type StudyStep } from '@/lib/studies/study-state';
import type { StudyToStep } from './study-state-steps';

type Props = { study: StudyToStep; step: StudyStep; onClose: () => void };

/** What follows, in words and in numbers; what cannot be taken back needs the study's name, typed. */
export function StudyStepDialog({ study, step, onClose }: Props) {
  const take = async (confirmName: string) => {
    const result = await changeStudyStateAction({ studyId: study.id, state: step.to, confirmName });
    if (result.ok) return null;
    return result.error.fields?.['confirmName']?.join(' ') ?? result.error.message;
  };
  return (
    <ConfirmDialog
      title={`${step.label}?`}
      button={step.label}
      isDanger={step.isFinal}
      {...(step.isFinal && { nameToType: study.name })}
      act={take}
      onClose={onClose}
    >
      <ul className="list-disc space-y-1.5 pl-5">
        {step.consequences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {impactOf(step.to, study.impact).map((sentence) => (
          <li key={sentence} className="font-medium">
            {sentence}
          </li>
        ))}
        {step.to === 'closed' && <Kept until={study.retentionUntil} />}
        {step.isFinal && <li>There is no way back.</li>}
      </ul>
    </ConfirmDialog>
  );
}

function Kept({ until }: { until: string | null }) {
  if (until === null)
    return <li>No day is set until which the data is kept. It is kept until you set one in the settings.</li>;
  return (
    <li>
      The data is kept until <Time at={until} format="date" timeZone="UTC" />.
    </li>
  );
}
