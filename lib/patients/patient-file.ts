import { readCsv, writeCsv } from '@/lib/csv/csv';

/** What the browser reads from a file of patients. Every value is checked again, and stored or refused, by the server. */
export const MOST_ROWS = 5_000;
export const COLUMNS = ['name', 'birth date', 'e-mail', 'system', 'identifier'] as const;

export type FileRow = {
  line: number;
  name: string;
  birthDate: string;
  email: string;
  system: string;
  value: string;
};
export type ReadFile = { rows: FileRow[]; unknown: string[]; problem: string | null };
type Field = Exclude<keyof FileRow, 'line'>;

/** Names that other systems give to the columns. */
const HEADINGS: Record<Field, readonly string[]> = {
  name: ['name', 'fullname', 'patient', 'patientname'],
  birthDate: ['birthdate', 'dateofbirth', 'dob', 'born', 'birthday'],
  email: ['email', 'mail', 'emailaddress'],
  system: ['system', 'identifiersystem', 'numbersystem'],
  value: ['identifier', 'value', 'identifiervalue', 'mrn', 'number', 'patientid', 'id'],
};
const FIELDS = Object.keys(HEADINGS) as Field[];

export function readPatientFile(text: string): ReadFile {
  const [head, ...body] = readCsv(text);
  if (!head) return { rows: [], unknown: [], problem: 'The file is empty.' };
  const places = head.cells.map((heading) => fieldOf(heading));
  const unknown = head.cells.filter((_, place) => places[place] === null).map((heading) => heading.trim());
  const problem = problemOf(places, body.length);
  if (problem) return { rows: [], unknown, problem };
  return { rows: body.map(({ line, cells }) => rowOf(line, cells, places)), unknown, problem: null };
}

function fieldOf(heading: string): Field | null {
  const word = heading.toLowerCase().replace(/[^a-z]/g, '');
  return FIELDS.find((field) => HEADINGS[field].includes(word)) ?? null;
}

function problemOf(places: (Field | null)[], rows: number): string | null {
  if (!places.includes('name'))
    return 'The first line has to name the columns, and one of them has to be “name”.';
  const twice = FIELDS.find((field) => places.filter((place) => place === field).length > 1);
  if (twice) return `Two columns are for the same thing: ${HEADINGS[twice].join(', ')}.`;
  if (rows === 0) return 'There is no patient below the first line.';
  if (rows > MOST_ROWS)
    return `${rows.toLocaleString('en')} rows are too many at once. Split the file: at most ${MOST_ROWS.toLocaleString('en')}.`;
  return null;
}

function rowOf(line: number, cells: string[], places: (Field | null)[]): FileRow {
  const cell = (field: Field) => cells[places.indexOf(field)]?.trim() ?? '';
  return {
    line,
    name: cell('name'),
    birthDate: cell('birthDate'),
    email: cell('email'),
    system: places.includes('system') ? cell('system') : '',
    value: cell('value'),
  };
}

export type RowProblem = { line: number; field: string; message: string };

/** The rows that were refused with the reason, to be put right in a spreadsheet; nothing in them is computed there. */
export function refusedRowsCsv(rows: readonly FileRow[], problems: readonly RowProblem[]): string {
  const reasons = Map.groupBy(problems, ({ line }) => line);
  const refused = rows.filter(({ line }) => reasons.has(line));
  return writeCsv([
    [...COLUMNS, 'problem'],
    ...refused.map((row) => [
      row.name,
      row.birthDate,
      row.email,
      row.system,
      row.value,
      (reasons.get(row.line) ?? []).map(({ message }) => message).join(' '),
    ]),
  ]);
}
