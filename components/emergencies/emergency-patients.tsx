'use client';
import { useState } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { Button } from '@/components/ui/press-button';
import type { EmergencyPatient, EmergencyScope } from '@/lib/emergencies/emergency';
import { formatCount, formatNumber } from '@/lib/format';
import { readPage, ReadRefused } from '@/lib/observations/read-observations';

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

/** A read like any other: through the gate, on record, and shown to the patient. */
function SharedScope({ studyId, patientId, pseudonym, scope }: ScopeProps) {
  const [words, setWords] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const read = async () => {
    setPending(true);
    const now = Date.now();
    const question = {
      studyId,
      patientId,
      scope: scope.code,
      from: new Date(now - YEAR_MS).toISOString(),
      to: new Date(now).toISOString(),
    };
    setWords(await answerTo(question));
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
        aria-label={`Read ${scope.name} of ${pseudonym}`}
      >
        Read
      </Button>
      <span role="status">{words}</span>
    </li>
  );
}

async function answerTo(question: Parameters<typeof readPage>[0]): Promise<string> {
  try {
    const { count, hasMore } = await readPage(question, null, new AbortController().signal);
    const which = hasMore ? 'The newest ' : '';
    const were = count === 1 ? 'was' : 'were';
    return `${which}${formatCount(count, READING, 'en')} of the last year ${were} released; you have no key to open them.`;
  } catch (error) {
    if (!(error instanceof ReadRefused)) return 'The answer was not understood.';
    // Without an emergency access in force a system administrator is told nothing, not even that there is something.
    return error.code === 'NOT_FOUND' ? 'Refused: the emergency access is over.' : error.message;
  }
}
