import { z } from 'zod';

/** Where a page of the list ended: the sorted-by value of its last row, and its id for equal ones. */
export type ListCursor = { value: string; id: string };

const Parts = z.tuple([z.string().max(300), z.uuid()]);

export function writeCursor({ value, id }: ListCursor): string {
  return Buffer.from(JSON.stringify([value, id]), 'utf8').toString('base64url');
}

/** Null for what we did not write: the list then begins at its beginning. */
export function readCursor(text: string | null): ListCursor | null {
  if (text === null) return null;
  try {
    const parts = Parts.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return parts.success ? { value: parts.data[0], id: parts.data[1] } : null;
  } catch {
    return null;
  }
}
