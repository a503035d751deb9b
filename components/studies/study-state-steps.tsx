'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Menu } from '@/components/ui/menu';
import { STUDY_STEPS, type StudyStep } from '@/lib/studies/study-state';
import type { StudyOverview } from '@/lib/studies/study';

const StepDialog = dynamic(() => import('./study-step-dialog').then((file) => file.StudyStepDialog), {
  ssr: false,
});

export type StudyToStep = Pick<StudyOverview, 'id' | 'name' | 'state' | 'impact' | 'retentionUntil'>;
type Props = { study: StudyToStep; only?: StudyOverview['state'] };

/** The steps that lead on from here. Each says what follows from it before it is taken. */
export function StudyStateSteps({ study, only }: Props) {
  const [chosen, setChosen] = useState<StudyStep | null>(null);
  const steps = STUDY_STEPS[study.state].filter(({ to }) => only === undefined || to === only);
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
      {chosen && <StepDialog study={study} step={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
