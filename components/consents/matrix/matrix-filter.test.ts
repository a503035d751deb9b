import { expect, test } from 'vitest';
import type { ConsentMatrix } from '@/lib/consents/consent-matrix';
import { NO_FILTER, readFilter, rowsShown } from './matrix-filter';

const scope = (id: number, code: string) => ({ id, code, name: code, plainName: code, required: false });
const row = (name: string, cells: string) => ({
  patientId: name,
  name,
  enrollment: 'active' as const,
  cells,
});
const MATRIX: ConsentMatrix = {
  studyName: 'Any',
  at: null,
  scopes: [scope(1, 'omh:blood-glucose:4.0'), scope(2, 'omh:heart-rate:2.0')],
  rows: [row('Ölünd, Åsa', 'g.w.'), row('Okafor, M.', 's.g.'), row('Ito, K.', 'd.d.')],
  isCut: false,
  mayRecord: false,
};
const names = (filter: Partial<typeof NO_FILTER>) =>
  rowsShown(MATRIX, { ...NO_FILTER, ...filter }).map(({ name }) => name[0]);

test('shows all, by name in any case, by a state anywhere or in one column, and by all of it', () => {
  expect(names({})).toEqual(['Ö', 'O', 'I']);
  expect(names({ q: ' ölÜ' })).toEqual(['Ö']);
  expect(names({ state: 'granted' })).toEqual(['Ö', 'O']);
  expect(names({ state: 'granted', scope: 'omh:heart-rate:2.0' })).toEqual(['O']);
  expect(names({ state: 'granted', scope: 'omh:heart-rate:2.0', q: 'ito' })).toEqual([]);
});

test('takes from the address only what the study has', () => {
  const read = (query: string) => readFilter(new URLSearchParams(query), MATRIX.scopes);
  expect(read('')).toEqual(NO_FILTER);
  expect(read('q=a&scope=omh:heart-rate:2.0&state=paused')).toEqual({
    q: 'a',
    scope: 'omh:heart-rate:2.0',
    state: 'paused',
  });
  expect(read('scope=omh:sleep-duration:2.0&state=everything')).toEqual(NO_FILTER);
});
