/** What people type is never a pattern: for the end of a LIKE or ILIKE of one's own. */
export function literal(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}

/** The pattern of everything that has the text in it. */
export function containing(text: string): string {
  return `%${literal(text)}%`;
}
