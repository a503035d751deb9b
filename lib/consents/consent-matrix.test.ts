import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CONSENT_STATES } from './consent';
import { cellAt, countsOf, lettersOf, type ConsentMatrix, type MatrixMark } from './consent-matrix';

const marks: MatrixMark[] = [null, 'asked-again', 'unconfirmed'];
const cell = fc.record({ state: fc.constantFrom(...CONSENT_STATES), mark: fc.constantFrom(...marks) });

test('what is written in letters is read back, at every place', () => {
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 20 }), (cells) => {
      const letters = cells.map(lettersOf).join('');
      expect(cells.map((_, place) => cellAt(letters, place))).toEqual(cells);
    }),
  );
});

test('other letters, and a place past the end, are no cell', () => {
  for (const [cells, place] of [
    ['', 0],
    ['g', 0],
    ['g.', 1],
    ['x.', 0],
    ['gx', 0],
  ] as const)
    expect(() => cellAt(cells, place)).toThrow(RangeError);
});

test('counts every patient once for each scope', () => {
  const scope = { code: 'omh:heart-rate:2.0', name: 'Heart rate', plainName: 'heart rate', required: false };
  const row = (cells: string) => ({ patientId: cells, name: cells, enrollment: 'active' as const, cells });
  const matrix: ConsentMatrix = {
    studyName: 'Any',
    at: null,
    scopes: [
      { ...scope, id: 1 },
      { ...scope, id: 2 },
    ],
    rows: [row('g.w.'), row('gad.'), row('s.d.')],
    isCut: false,
    mayRecord: false,
  };
  expect(countsOf(matrix).get(1)).toMatchObject({ granted: 2, stopped: 1, pending: 0 });
  expect(countsOf(matrix).get(2)).toMatchObject({ pending: 1, declined: 2, granted: 0 });
});
