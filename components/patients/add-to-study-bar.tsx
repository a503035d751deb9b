'use client';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Link } from '@/components/ui/link';
import { Menu } from '@/components/ui/menu';
import { enrollPatientsAction } from '@/lib/patients/patient-actions';
import { routes } from '@/lib/routes';
import { counted } from '@/lib/studies/study-state';
import type { Added } from './added';

type Study = { id: string; name: string };
type Props = {
  organizationId: string;
  /** One, or a choice. */
  studies: Study[];
  patients: { id: string }[];
  added: Added | null;
  onAdded: (added: Added) => void;
  onClear: () => void;
};

/** Added with one press: nobody is asked anything until an invitation is sent, and withdrawing takes it back. */
export function AddToStudyBar({ organizationId, studies, patients, added, onAdded, onClear }: Props) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const add = (study: Study) =>
    startTransition(async () => {
      const result = await enrollPatientsAction({
        studyId: study.id,
        patientIds: patients.map(({ id }) => id),
      });
      setFailure(result.ok ? null : result.error.message);
      if (result.ok)
        onAdded({ study, enrolled: result.value.enrolled.length, already: result.value.already });
    });
  return (
    <section aria-label="Selected patients" className="mb-2 space-y-2">
      {patients.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-line bg-accent-soft px-3 py-2">
          <p role="status" className="font-medium">
            {patients.length} selected
          </p>
          <AddMenu {...{ studies, isPending }} onChoose={add} />
          <Button size="sm" variant="quiet" onClick={onClear}>
            Clear
          </Button>
        </div>
      )}
      {failure && (
        <Callout tone="danger" role="alert">
          {failure}
        </Callout>
      )}
      {added && patients.length === 0 && <AddedNote organizationId={organizationId} added={added} />}
    </section>
  );
}

type MenuProps = { studies: Study[]; isPending: boolean; onChoose: (study: Study) => void };

function AddMenu({ studies, isPending, onChoose }: MenuProps) {
  const [only] = studies;
  if (!only) return <p className="text-ink-2">There is no open study to add them to.</p>;
  if (studies.length === 1)
    return (
      <Button size="sm" isPending={isPending} pendingLabel="Adding…" onClick={() => onChoose(only)}>
        Add to {only.name}
      </Button>
    );
  return (
    <Menu
      label="Add to study"
      variant="secondary"
      align="start"
      items={studies.map((study) => ({
        id: study.id,
        label: study.name,
        isDisabled: isPending,
        onSelect: () => onChoose(study),
      }))}
    />
  );
}

function AddedNote({
  organizationId,
  added: { study, enrolled, already },
}: {
  organizationId: string;
  added: Added;
}) {
  return (
    <Callout tone="success" role="status" title={`${counted(enrolled, 'patient')} added to ${study.name}`}>
      {already > 0 && `${already} ${already === 1 ? 'was' : 'were'} in it already. `}
      They take part when they accept an invitation:{' '}
      <Link href={routes.studyPatients(organizationId, study.id)} className="link">
        send the invitations
      </Link>
      .
    </Callout>
  );
}
