/** Comma-separated values as RFC 4180 has them, read leniently and written strictly. Pure: runs in the browser too. */

const SEPARATORS = [',', ';', '\t'] as const;

/** The separator that the first line has most of, outside of quotes: spreadsheets of many countries write semicolons. */
export function separatorOf(text: string): string {
  const [first = ''] = text.replace(/"[^"]*"/g, '').split(/\r?\n/, 1);
  const count = (sign: string) => first.split(sign).length;
  return SEPARATORS.reduce((best, each) => (count(each) > count(best) ? each : best), ',');
}

export type CsvRow = {
  /** Of the file, counted from one, where the row begins: a quoted cell may hold several lines. */
  line: number;
  cells: string[];
};

/** Every row that is not empty. Text behind a closing quote, or a quote that is never closed, is kept as it stands. */
export function readCsv(source: string): CsvRow[] {
  const text = source.replace(/^\uFEFF/, '');
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let [cells, cell, line, startsAt, isQuoted] = [[] as string[], '', 1, 1, false];
  const endRow = () => {
    cells.push(cell);
    if (cells.some((each) => each.trim() !== '')) rows.push({ line: startsAt, cells });
    [cells, cell, startsAt] = [[], '', line + 1];
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (isQuoted && sign === '"' && text.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"' && (isQuoted || cell.trim() === '')) {
      if (!isQuoted) cell = '';
      isQuoted = !isQuoted;
    } else if (sign === separator && !isQuoted) {
      cells.push(cell);
      cell = '';
    } else if (sign === '\n' && !isQuoted) {
      endRow();
      line += 1;
    } else if (sign !== '\r' || isQuoted) {
      cell += sign;
      if (sign === '\n') line += 1;
    }
  }
  endRow();
  return rows;
}

/** What a spreadsheet takes for a formula or a command, also in the wide signs of East Asian keyboards. */
const FORMULA = /^[\s\u00a0]*[=+\-@|%＝＋－＠]|^[\t\r\n]/u;

/** With an apostrophe before whatever would be computed (OWASP, CSV injection), every cell in quotes. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(written).join(',')}\r\n`).join('');
}

function written(cell: string): string {
  const harmless = FORMULA.test(cell) ? `'${cell}` : cell;
  return `"${harmless.replaceAll('"', '""')}"`;
}
