import { ROLES, type Role } from '@/lib/authorization/permissions';

/** One line of what was pasted: an address, and a role if the line has one. */
export type InviteeLine = { line: number; email: string; role: Role; error: string | null };

const ADDRESS = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/;
const SPLIT = /[,;\t]/;

/**
 * Lines of "address", "address, role" or "name, address, role", as people paste them from mail and spreadsheets; the first
 * line may name the columns. Judged here for the preview only: the server judges again.
 */
export function readInvitees(text: string, otherwise: Role): InviteeLine[] {
  const seen = new Set<string>();
  const lines: InviteeLine[] = [];
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    if (raw.trim() === '' || (index === 0 && isHeading(raw))) continue;
    const read = readLine(raw, otherwise);
    const error = read.error ?? (seen.has(read.email) ? 'This address is in the list twice.' : null);
    if (error === null) seen.add(read.email);
    lines.push({ line: index + 1, ...read, error });
  }
  return lines;
}

function readLine(raw: string, otherwise: Role): Omit<InviteeLine, 'line'> {
  const cells = raw.split(SPLIT).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );
  const email = (cells.map(addressIn).find((found) => found !== null) ?? cells[0] ?? '').toLowerCase();
  if (!ADDRESS.test(email) || email.length > 254)
    return { email, role: otherwise, error: 'This line has no e-mail address.' };
  const last = cells.length > 1 ? (cells.at(-1) ?? '').toLowerCase() : '';
  const role = ROLES.find((each) => each === last);
  if (role || last === '' || addressIn(last) !== null) return { email, role: role ?? otherwise, error: null };
  return { email, role: otherwise, error: `“${last}” is no role. Write viewer, member or manager.` };
}

/** "Ada Example <ada@example.org>" too. */
function addressIn(cell: string): string | null {
  const [, inside] = /<([^<>]+)>/.exec(cell) ?? [];
  const found = inside ?? cell;
  return ADDRESS.test(found) ? found : null;
}

function isHeading(raw: string): boolean {
  return !raw.includes('@') && /e-?mail|address/i.test(raw);
}
