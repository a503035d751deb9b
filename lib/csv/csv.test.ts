import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv, separatorOf, writeCsv } from './csv';

const cellsOf = (text: string) => readCsv(text).map(({ cells }) => cells);

test('reads quotes, doubled quotes, lines in a cell, and both ends of line', () => {
  expect(cellsOf('a,b\r\n"x, y","he said ""no"""\n"two\nlines",z')).toEqual([
    ['a', 'b'],
    ['x, y', 'he said "no"'],
    ['two\nlines', 'z'],
  ]);
});

test('names the line of the file where a row begins, and leaves empty rows out', () => {
  expect(readCsv('a\n\n"b\nc"\n ,\nd').map(({ line, cells }) => [line, cells[0]])).toEqual([
    [1, 'a'],
    [3, 'b\nc'],
    [6, 'd'],
  ]);
});

test('finds the separator, and takes away what Excel puts before the text', () => {
  expect(separatorOf('name;birth date\n')).toBe(';');
  expect(separatorOf('"a;b;c",d')).toBe(',');
  expect(cellsOf('\uFEFFname\tborn\nAda\t1815')).toEqual([
    ['name', 'born'],
    ['Ada', '1815'],
  ]);
});

test('what is written is read back, for every text', () => {
  const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\r', ''));
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(rows, (given) => {
      const expected = given.map((cells) => cells.map(withoutFormula)).filter(isNotEmpty);
      // The first row decides about the separator, so it is one that has commas only.
      const [, ...read] = cellsOf(writeCsv([['head', 'of', 'table', 'here'], ...given]));
      expect(read).toEqual(expected);
    }),
  );
});
const withoutFormula = (text: string) => cellsOf(writeCsv([[text, 'x']]))[0]?.[0] ?? '';
const isNotEmpty = (cells: string[]) => cells.some((text) => text.trim() !== '');

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '=cmd|" /C calc"!A0',
  '  =HYPERLINK("http://evil.example")',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1+1',
  '|calc',
  '%0a=1',
  '\u00a0=1',
])('a spreadsheet computes nothing of %j', (cell) => {
  expect(writeCsv([[cell]])).toMatch(/^"'/);
});

test('ordinary cells stay as they are', () => {
  expect(writeCsv([['Ada', '1815-12-10', 'a-b', '']])).toBe('"Ada","1815-12-10","a-b",""\r\n');
});
