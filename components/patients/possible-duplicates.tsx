'use client';
import { useFormStatus } from 'react-dom';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Time } from '@/components/ui/time';
import type { PossibleDuplicate } from '@/lib/patients/patient';

type Props = { duplicates: PossibleDuplicate[]; verb: 'Invite' | 'Open' };

/**
 * Somebody alike is there already. Inside a form whose action reads `known` (the one chosen) and `new`: the buttons submit
 * it, so that nothing typed is lost.
 */
export function PossibleDuplicates({ duplicates, verb }: Props) {
  const { pending } = useFormStatus();
  return (
    <Callout tone="warning" role="alert" title="Is it one of these?">
      <ul className="divide-y divide-line">
        {duplicates.map((patient) => (
          <li key={patient.id} className="flex flex-wrap items-center justify-between gap-2 py-2">
            <span className="min-w-0">
              <bdi className="font-medium">{patient.name}</bdi>
              <span className="block text-sm break-all text-ink-2">
                {patient.birthDate ? (
                  <>
                    born <Time at={patient.birthDate} format="date" timeZone="UTC" />
                  </>
                ) : (
                  'no birth date'
                )}
                {patient.email && ` · ${patient.email}`}
              </span>
            </span>
            <Button type="submit" size="sm" name="known" value={patient.id} isPending={pending}>
              {verb}
            </Button>
          </li>
        ))}
      </ul>
      <Button type="submit" size="sm" name="new" value="yes" isPending={pending}>
        No, it is somebody else
      </Button>
    </Callout>
  );
}
