import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';

/** The last row a reader has: the next page begins after it. `atUs` is microseconds since 1970, as PostgreSQL keeps time. */
export type Place = { atUs: bigint; id: bigint };

/** What a cursor belongs to: the same person asking the same question. */
export type CursorOwner = {
  actorId: string;
  studyId: string;
  patientId: string;
  scope: string;
  from: string;
  to: string;
};

const PLACE_LENGTH = 16;
const TAG_LENGTH = 16;

/** Opaque to its reader: place(16) || HMAC-SHA256(place and owner), the first 16 bytes, in base64url. */
export function sealCursor(place: Place, owner: CursorOwner): string {
  const bytes = Buffer.alloc(PLACE_LENGTH);
  bytes.writeBigInt64BE(place.atUs, 0);
  bytes.writeBigInt64BE(place.id, 8);
  return Buffer.concat([bytes, tagOf(bytes, owner)]).toString('base64url');
}

/** null: not a cursor of ours, or not this person's, or for another question. The gate would judge it anyway. */
export function openCursor(cursor: string, owner: CursorOwner): Place | null {
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.length !== PLACE_LENGTH + TAG_LENGTH || bytes.toString('base64url') !== cursor) return null;
  const place = bytes.subarray(0, PLACE_LENGTH);
  if (!timingSafeEqual(bytes.subarray(PLACE_LENGTH), tagOf(place, owner))) return null;
  return { atUs: place.readBigInt64BE(0), id: place.readBigInt64BE(8) };
}

function tagOf(place: Uint8Array, { actorId, studyId, patientId, scope, from, to }: CursorOwner): Buffer {
  const owner = [actorId, studyId, patientId, scope, from, to].join('|');
  return createHmac('sha256', env().SESSION_SECRET)
    .update(`wk1|observation-cursor|${owner}|`)
    .update(place)
    .digest()
    .subarray(0, TAG_LENGTH);
}
