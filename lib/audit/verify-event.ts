import { hexToBytes } from '@noble/hashes/utils.js';
import { concat, equalBytes, type Bytes } from '@/lib/crypto/bytes';
import { canonicalJson } from './canonical-json';
import { eventLeaf, hashOf, type Hash } from './merkle';
import type { ProofEvent } from './proof';

export type BreakKind =
  | 'event-missing'
  | 'event-inserted'
  | 'order'
  | 'body'
  | 'column'
  | 'detail'
  | 'leaf'
  | 'root'
  | 'tile'
  | 'size'
  | 'checkpoint'
  | 'signature'
  | 'seen-before';

export type Fault = { kind: BreakKind; message: string };

/** In the body alone: the version of the body, and the operation that was refused. */
const BODY_ONLY = ['v', 'operation'];

/** What is wrong with one event on its own, and the leaf it has by its content. */
export function checkEvent(
  { leafIndex, leafHash, eventId, event }: ProofEvent,
  expected: { organizationId: string; leafIndex: number },
): { leaf: Hash; fault: Fault | null } {
  const stored = fromHex(leafHash);
  if (leafIndex !== expected.leafIndex) {
    const message = `Position ${expected.leafIndex} is missing; the next one there is ${leafIndex}.`;
    return { leaf: stored, fault: { kind: 'order', message } };
  }
  if (!event) {
    return {
      leaf: stored,
      fault: { kind: 'event-missing', message: `Event ${eventId} was sealed and is gone.` },
    };
  }
  const commitment = fromHex(event.commitment);
  const leaf = eventLeaf(event.body, commitment);
  const fault =
    bodyFault(event.columns, event.body, eventId, expected.organizationId) ??
    detailFault(event.salt, event.detail, commitment) ??
    (equalBytes(leaf, stored)
      ? null
      : { kind: 'leaf' as const, message: `Event ${eventId} is not what was sealed: its hash differs.` });
  return { leaf, fault };
}

function bodyFault(
  columns: NonNullable<ProofEvent['event']>['columns'],
  body: string,
  eventId: number,
  organizationId: string,
): Fault | null {
  const parsed = parseObject(body);
  if (!parsed) return { kind: 'body', message: `Event ${eventId} is not readable.` };
  const { v, operation } = parsed;
  // What the columns say, written as a body is written, has to be the body; only the fields without a column are its own.
  const expected = canonicalJson({ ...columns, v, ...(operation !== undefined && { operation }) });
  if (expected !== body) return differenceOf(columns, parsed, body, eventId);
  if (v !== 1) return { kind: 'body', message: `Event ${eventId} has an unknown version.` };
  if (parsed['id'] !== eventId || parsed['organization'] !== organizationId) {
    return { kind: 'order', message: `Event ${eventId} stands in the place of another.` };
  }
  return null;
}

function differenceOf(
  columns: Record<string, unknown>,
  parsed: Record<string, unknown>,
  body: string,
  eventId: number,
): Fault {
  const names = [...Object.keys(parsed), ...Object.keys(columns)].filter((name) => !BODY_ONLY.includes(name));
  const different = names.find(
    (name) => canonicalJson(parsed[name] ?? null) !== canonicalJson(columns[name] ?? null),
  );
  return different === undefined || canonicalJson(parsed) !== body
    ? { kind: 'body', message: `Event ${eventId} is not written as events are written.` }
    : { kind: 'column', message: `Event ${eventId} shows another ${different} than was recorded.` };
}

/** The commitment is SHA-256(salt || detail), so that detail can be destroyed one day and the leaf still stands. */
function detailFault(salt: string | null, detail: string | null, commitment: Uint8Array): Fault | null {
  const bytes = concat(fromHex(salt ?? ''), fromHex(detail ?? ''));
  return salt !== null && equalBytes(hashOf(bytes), commitment)
    ? null
    : { kind: 'detail', message: 'The sealed detail of an event was changed.' };
}

/** The schema has checked the digits; this is for speed, because each event has three of them. */
function fromHex(text: string): Bytes {
  return new Uint8Array(hexToBytes(text));
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
