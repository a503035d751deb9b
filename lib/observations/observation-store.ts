import 'server-only';
import type { Bytes } from '@/lib/crypto/bytes';
import { inTransaction } from '@/lib/db/transaction';
import type { LayerName } from '@/lib/authorization/policy';
import type { Principal } from '@/lib/authorization/question';
import type { Place } from './observation-cursor';
import type { ObservationBlocks } from './observation-frames';

export type GateQuestion = {
  studyId: string;
  patientId: string;
  scope: string;
  from: string;
  to: string;
  after: Place | null;
  limit: number;
};
export type Released = { refused: null; count: number; last: Place | null; blocks: ObservationBlocks };
export type GateRefusal = { refused: { layer: LayerName; reason: string } };

type Row = {
  refused_layer: LayerName | null;
  reason: string | null;
  n: number;
  last_us: bigint | null;
  last_id: bigint | null;
  observations: Bytes | null;
  deks: Bytes | null;
  batches: Bytes | null;
};

/**
 * The gate judges, records and releases in this one statement; a refusal is a value, so its record is committed too.
 * null: there is no such scope, and nothing was asked.
 */
export function readThroughGate(
  { userId, sessionId, requestId }: Principal,
  { studyId, patientId, scope, from, to, after, limit }: GateQuestion,
): Promise<Released | GateRefusal | null> {
  return inTransaction(userId, async (tx) => {
    const [row] = await tx.$queryRaw<Row[]>`
      SELECT refused_layer, reason, n, (extract(epoch FROM last_at) * 1000000)::bigint AS last_us, last_id, observations, deks, batches
        FROM scope, gate_read(${userId}::uuid, ${sessionId}::uuid, ${requestId}::uuid, ${studyId}::uuid, ${patientId}::uuid,
          scope.id, ${from}::timestamptz, ${to}::timestamptz,
          timestamptz 'epoch' + ${after?.atUs ?? null}::bigint * interval '1 microsecond', ${after?.id ?? null}::bigint, ${limit}::int)
       WHERE scope.code = ${scope}`;
    if (!row) return null;
    if (row.refused_layer !== null)
      return { refused: { layer: row.refused_layer, reason: row.reason ?? '' } };
    return {
      refused: null,
      count: row.n,
      last: row.last_us === null || row.last_id === null ? null : { atUs: row.last_us, id: row.last_id },
      blocks: {
        observations: row.observations ?? new Uint8Array(),
        deks: row.deks ?? new Uint8Array(),
        batches: row.batches ?? new Uint8Array(),
      },
    };
  });
}
