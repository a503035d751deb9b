import { expect, test } from 'vitest';
import { MOST_ROWS, readPatientFile, refusedRowsCsv } from './patient-file';

test('reads the columns by their names, in any order, and says which it does not know', () => {
  const { rows, unknown, problem } = readPatientFile(
    'MRN;Date of birth;Full name;Shoe size;E-mail\n7;1815-12-10;Ada Lovelace;38;ada@example.org',
  );
  expect(problem).toBeNull();
  expect(unknown).toEqual(['Shoe size']);
  expect(rows).toEqual([
    {
      line: 2,
      name: 'Ada Lovelace',
      birthDate: '1815-12-10',
      email: 'ada@example.org',
      system: '',
      value: '7',
    },
  ]);
});

test.each([
  ['', 'The file is empty.'],
  ['born,mail\n1815,a', /has to be “name”/],
  ['name,full name\na,b', /same thing/],
  ['name\n', /no patient/],
  [`name\n${'Ada\n'.repeat(MOST_ROWS + 1)}`, /too many/],
])('says what is wrong with the file as a whole', (text, problem) => {
  const read = readPatientFile(text);
  expect(read.rows).toEqual([]);
  expect(read.problem).toMatch(problem);
});

test('the rows to put right carry their reasons and no formula', () => {
  const row = { line: 3, name: '=1+1', birthDate: 'x', email: '', system: '', value: '' };
  const csv = refusedRowsCsv(
    [{ ...row, line: 2 }, row],
    [
      { line: 3, field: 'birthDate', message: 'Write the date.' },
      { line: 3, field: 'name', message: 'No.' },
    ],
  );
  expect(csv.split('\r\n')).toEqual([
    '"name","birth date","e-mail","system","identifier","problem"',
    `"'=1+1","x","","","","Write the date. No."`,
    '',
  ]);
});
