import { CONSENT_STATES } from '@/lib/consents/consent';
import { countsOf, type ConsentMatrix } from '@/lib/consents/consent-matrix';
import { STATE_WORDS } from './state-words';

/** How many stand where, kind of data by kind of data: what somebody reads aloud in a meeting. */
export function MatrixSummary({ matrix }: { matrix: ConsentMatrix }) {
  if (matrix.rows.length === 0) return null;
  const counts = countsOf(matrix);
  return (
    <details className="mb-3 text-sm">
      <summary className="cursor-pointer text-ink-2">How many share what</summary>
      <ul className="mt-2 space-y-1">
        {matrix.scopes.map(({ id, name }) => (
          <li key={id}>
            <span className="font-medium">{name}:</span>{' '}
            {CONSENT_STATES.flatMap((state) => {
              const n = counts.get(id)?.[state] ?? 0;
              return n === 0 ? [] : [`${n.toLocaleString('en')} ${STATE_WORDS[state].toLowerCase()}`];
            }).join(' · ')}
          </li>
        ))}
      </ul>
    </details>
  );
}
