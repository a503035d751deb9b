'use client';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/forms/confirm-dialog';
import { Button } from '@/components/ui/button';
import { Menu } from '@/components/ui/menu';
import type { StudyState } from '@/lib/authorization/question';
import { changeStudyStateAction } from '@/lib/studies/study-actions';
import { STUDY_STEPS, type StudyStep } from '@/lib/studies/study-state';

type Props = { studyId: string; state: StudyState; only?: StudyState };

/** The steps that lead on from here. Each says what follows from it before it is taken. */
export function StudyStateSteps({ studyId, state, only }: Props) {
  const [chosen, setChosen] = useState<StudyStep | null>(null);
  const steps = STUDY_STEPS[state].filter(({ to }) => only === undefined || to === only);
  const [first] = steps;
  if (!first) return null;
  return (
    <>
      {only === undefined ? (
        <Menu
          label="Change state"
          variant="secondary"
          size="md"
          items={steps.map((step) => ({
            id: step.to,
            label: `${step.label}…`,
            isDanger: step.isFinal,
            onSelect: () => setChosen(step),
          }))}
        />
      ) : (
        <Button size="sm" variant="primary" onClick={() => setChosen(first)}>
          {first.label}…
        </Button>
      )}
      {chosen && <StepDialog studyId={studyId} step={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function StepDialog({ studyId, step, onClose }: { studyId: string; step: StudyStep; onClose: () => void }) {
  const take = async () => {
    const result = await changeStudyStateAction({ studyId, state: step.to });
    return result.ok ? null : result.error.message;
  };
  return (
    <ConfirmDialog
      title={`${step.label}?`}
      button={step.label}
      isDanger={step.isFinal}
      act={take}
      onClose={onClose}
    >
      <ul className="list-disc space-y-1.5 pl-5">
        {step.consequences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {step.isFinal && <li>There is no way back.</li>}
      </ul>
    </ConfirmDialog>
  );
}
