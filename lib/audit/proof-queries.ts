import 'server-only';
import { z } from 'zod';
import type { TargetOf } from '@/lib/authorization/target-store';
import { env } from '@/lib/env';
import { organizationTarget } from '@/lib/organizations/organization-store';
import type { Query } from '@/lib/query';
import { checkpointSigner } from './checkpoint-sign';
import type { ProofCheckpoint, ProofEvent, ProofState, ProofTile } from './proof';
import { proofCheckpoints, proofEvents, proofTiles, proofTrees } from './proof-store';
import { sealerOptions } from './sealer';

const Count = z.coerce.number().pipe(z.int().min(0).max(Number.MAX_SAFE_INTEGER));
const limit = (most: number) => z.coerce.number().pipe(z.int().min(1).max(most)).default(most);

/** What the proof route is asked: the sizes of now, or a page of what they are made of. */
export const ProofRequest = z.discriminatedUnion('part', [
  z.object({ part: z.literal('state') }),
  z.object({ part: z.literal('events'), from: Count, limit: limit(2_000) }),
  z.object({
    part: z.literal('tiles'),
    level: Count.pipe(z.number().max(8)),
    from: Count,
    limit: limit(200),
  }),
  z.object({ part: z.literal('checkpoints'), from: Count, limit: limit(1_000) }),
]);
export type ProofRequest = z.output<typeof ProofRequest>;

type Answer =
  ProofState | { events: ProofEvent[] } | { tiles: ProofTile[] } | { checkpoints: ProofCheckpoint[] };

export function proofOf(
  organizationId: string,
  request: ProofRequest,
): Query<TargetOf<'organization'>, Answer> {
  return {
    name: 'audit.prove',
    permission: 'audit.read',
    find: (tx) => organizationTarget(tx, organizationId),
    read: async (tx, target) => {
      const id = target.organizationId;
      switch (request.part) {
        case 'state':
          return { ...publicSide(), ...(await proofTrees(tx, id)) };
        case 'events':
          return { events: await proofEvents(tx, id, request.from, request.limit) };
        case 'tiles':
          return {
            tiles: await proofTiles(tx, id, { level: request.level, index: request.from }, request.limit),
          };
        case 'checkpoints':
          return { checkpoints: await proofCheckpoints(tx, request.from, request.limit) };
      }
    },
    ...eventOf(request),
  };
}

/** Starting a verification is on record, and so is every page of events; tiles and checkpoints say nothing of anybody. */
function eventOf({ part }: ProofRequest): Pick<Query<TargetOf<'organization'>, Answer>, 'event'> {
  if (part === 'state') return { event: () => ({ type: 'audit.verified' }) };
  if (part !== 'events') return {};
  return {
    event: (_target, value) => ({ type: 'audit.read', n: 'events' in value ? value.events.length : 0 }),
  };
}

function publicSide(): Pick<ProofState, 'origin' | 'keys'> {
  const { AUDIT_SIGNING_KEY, AUDIT_WITNESS_KEY } = env();
  return {
    origin: sealerOptions().origin,
    keys: checkpointSigner(AUDIT_SIGNING_KEY, AUDIT_WITNESS_KEY).keys,
  };
}
