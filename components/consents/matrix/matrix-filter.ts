import { CONSENT_STATES, type ConsentState } from '@/lib/consents/consent';
import { cellAt, type ConsentMatrix, type MatrixRow, type MatrixScope } from '@/lib/consents/consent-matrix';

/** `scope` is a code; without one a state is looked for in every column. */
export type MatrixFilter = { q: string; scope: string; state: ConsentState | '' };
export const NO_FILTER: MatrixFilter = { q: '', scope: '', state: '' };

type Query = { get: (name: string) => string | null };

/** What the address says, less what this study does not have. */
export function readFilter(query: Query, scopes: readonly MatrixScope[]): MatrixFilter {
  const scope = query.get('scope') ?? '';
  return {
    q: query.get('q') ?? '',
    scope: scopes.some(({ code }) => code === scope) ? scope : '',
    state: CONSENT_STATES.find((state) => state === query.get('state')) ?? '',
  };
}

/** Writes it into the address of this page, beside what is there. */
export function keepFilter(filter: MatrixFilter): void {
  const url = new URL(window.location.href);
  for (const [name, value] of Object.entries(filter)) {
    if (value === '') url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  window.history.replaceState(null, '', url);
}

export function rowsShown({ rows, scopes }: ConsentMatrix, { q, scope, state }: MatrixFilter): MatrixRow[] {
  const wanted = q.trim().toLocaleLowerCase();
  const places = scopes.flatMap(({ code }, place) => (scope === '' || code === scope ? [place] : []));
  return rows.filter(
    ({ name, cells }) =>
      (wanted === '' || name.toLocaleLowerCase().includes(wanted)) &&
      (state === '' || places.some((place) => cellAt(cells, place).state === state)),
  );
}
