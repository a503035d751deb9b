'use client';
import { useState } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { Button } from '@/components/ui/press-button';
import type { EmergencyPatient, EmergencyScope } from '@/lib/emergencies/emergency';
import { formatCount, formatNumber } from '@/lib/format';
import { readPage, ReadRefused, type ReadQuestion } from '@/lib/observations/read-observations';

type Props = { studyId: string; patients: EmergencyPatient[] };

/** Whom the requester can read: pseudonyms, what each shares, and how much of it there is. */
export function EmergencyPatients({ studyId, patients }: Props) {
  if (patients.length === 0)
    return <EmptyState title="Nobody is enrolled" text="There is nothing to read in this study." />;
  return (
    <ul aria-label="Patients" className="divide-y divide-line">
      {patients.map(({ patientId, pseudonym, scopes }) => (
        <li key={patientId} className="px-4 py-3">
          <h3 className="font-mono font-medium">{pseudonym}</h3>
          {scopes.length === 0 && <p className="text-ink-2">Shares nothing with this study now.</p>}
          <ul aria-label={`Shared by ${pseudonym}`} className="space-y-2">
            {scopes.map((scope) => (
              <SharedScope
                key={scope.code}
                studyId={studyId}
                patientId={patientId}
                pseudonym={pseudonym}
                scope={scope}
              />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

const YEAR_MS = 365 * 24 * 3_600_000;
const READING = { one: 'sealed reading', other: 'sealed readings' };

type ScopeProps = { studyId: string; patientId: string; pseudonym: string; scope: EmergencyScope };

/** What one question has brought so far; a year can be more than one answer holds. */
type Reading = { question: ReadQuestion; released: number; cursor: string | null };

/** A read like any other: through the gate, on record, and shown to the patient. It goes on where the last one ended. */
function SharedScope({ studyId, patientId, pseudonym, scope }: ScopeProps) {
  const [reading, setReading] = useState<Reading | null>(null);
  const [words, setWords] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const goesOn = reading !== null && reading.cursor !== null;
  const read = async () => {
    setPending(true);
    const begun = goesOn ? reading : begin({ studyId, patientId, scope: scope.code });
    const next = await continued(begun);
    setReading(typeof next === 'string' ? null : next);
    setWords(typeof next === 'string' ? next : wordsOf(next));
    setPending(false);
  };
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span>
        {scope.name}: {formatNumber(scope.readings, 'en')}
      </span>
      <Button
        size="sm"
        onClick={() => void read()}
        isPending={isPending}
        pendingLabel="Reading…"
        aria-label={`${goesOn ? 'Read more' : 'Read'} ${scope.name} of ${pseudonym}`}
      >
        {goesOn ? 'Read more' : 'Read'}
      </Button>
      <span role="status">{words}</span>
    </li>
  );
}

function begin(about: Pick<ReadQuestion, 'studyId' | 'patientId' | 'scope'>): Reading {
  const now = Date.now();
  const span = { from: new Date(now - YEAR_MS).toISOString(), to: new Date(now).toISOString() };
  return { question: { ...about, ...span }, released: 0, cursor: null };
}

function wordsOf({ released, cursor }: Reading): string {
  const were = released === 1 ? 'was' : 'were';
  const which = cursor === null ? '' : 'The newest ';
  return `${which}${formatCount(released, READING, 'en')} of the last year ${were} released; you have no key to open them.${
    cursor === null ? '' : ' There are older ones.'
  }`;
}

/** With the next answer in it, or why there is none. */
async function continued({ question, released, cursor }: Reading): Promise<Reading | string> {
  try {
    const page = await readPage(question, cursor, new AbortController().signal);
    return { question, released: released + page.count, cursor: page.hasMore ? page.nextCursor : null };
  } catch (error) {
    if (!(error instanceof ReadRefused)) return 'The answer was not understood.';
    // Without an emergency access in force a system administrator is told nothing, not even that there is something.
    return error.code === 'NOT_FOUND' ? 'Refused: the emergency access is over.' : error.message;
  }
}
