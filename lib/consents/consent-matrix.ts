import type { EnrollmentState } from '@/lib/authorization/question';
import type { ConsentDecisionKind, ConsentState } from './consent';

/** One kind of data that the study asked for at the moment the matrix is about. */
export type MatrixScope = { id: number; code: string; name: string; plainName: string; required: boolean };

/** What is said of a state beside it: the patient was asked again, or has not confirmed what was written down for them. */
export type MatrixMark = 'asked-again' | 'unconfirmed' | null;

/** One patient. `cells` has a state and a mark for each scope, in the order of the scopes, a letter each (see cellsOf). */
export type MatrixRow = {
  patientId: string;
  name: string;
  enrollment: EnrollmentState;
  cells: string;
};

export type ConsentMatrix = {
  studyName: string;
  /** The moment it is about; null is now. */
  at: string | null;
  scopes: MatrixScope[];
  rows: MatrixRow[];
  /** There are more patients than rows: those that come later in the alphabet are not in it. */
  isCut: boolean;
  mayRecord: boolean;
};

export type MatrixCell = { state: ConsentState; mark: MatrixMark };

const STATE_LETTERS: Record<ConsentState, string> = {
  pending: 'w',
  granted: 'g',
  declined: 'd',
  stopped: 's',
  paused: 'p',
  expired: 'e',
};
const MARK_LETTERS: Record<NonNullable<MatrixMark>, string> = { 'asked-again': 'a', unconfirmed: 'u' };
const NO_MARK = '.';
const STATES = new Map(Object.entries(STATE_LETTERS).map(([state, letter]) => [letter, state]));
const MARKS = new Map(Object.entries(MARK_LETTERS).map(([mark, letter]) => [letter, mark]));

/** Two letters instead of two words: thousands of cells travel to the browser. */
export function lettersOf({ state, mark }: MatrixCell): string {
  return STATE_LETTERS[state] + (mark === null ? NO_MARK : MARK_LETTERS[mark]);
}

/** @throws RangeError for letters that lettersOf does not write */
export function cellAt(cells: string, place: number): MatrixCell {
  const state = STATES.get(cells[place * 2] ?? '') as ConsentState | undefined;
  const letter = cells[place * 2 + 1];
  const mark = letter === NO_MARK ? null : (MARKS.get(letter ?? '') as MatrixMark | undefined);
  if (state === undefined || mark === undefined) throw new RangeError('not a cell of the matrix');
  return { state, mark };
}

/** How many patients stand at each state, scope by scope. */
export function countsOf({ scopes, rows }: ConsentMatrix): Map<number, Record<ConsentState, number>> {
  return new Map(
    scopes.map(({ id }, place) => {
      const counts = { pending: 0, granted: 0, declined: 0, stopped: 0, paused: 0, expired: 0 };
      for (const { cells } of rows) counts[cellAt(cells, place).state] += 1;
      return [id, counts];
    }),
  );
}

/** One decision as practitioners see it: who, how, and on which wording. */
export type DecisionRecord = {
  decisionId: string;
  decision: ConsentDecisionKind;
  decidedAt: string;
  endsAt: string | null;
  byName: string;
  /** Null when the patient decided. */
  onBehalf: {
    method: string;
    spokenAt: string;
    documentReference: string;
    witness: string;
    answer: { word: 'confirmed' | 'disputed'; at: string } | null;
  } | null;
  informationVersion: number | null;
  requestVersion: number;
};

/** A patient's own decisions carry the name of their account; whoever hid the names is shown another. */
export function withoutName<D extends DecisionRecord>(decisions: readonly D[], name: string): D[] {
  return decisions.map((each) => (each.onBehalf ? each : { ...each, byName: name }));
}

export type DecisionHistory = {
  patient: { id: string; name: string };
  scope: { id: number; name: string; plainName: string };
  now: MatrixCell;
  decisions: DecisionRecord[];
};
