import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Tx } from '@/lib/db/transaction';
import { checkpointSigner, type CheckpointSigner } from './checkpoint-sign';
import { PROOF_FORMAT, type ProofBundle } from './proof';
import { proofCheckpoints, proofEvents, proofTiles, proofTrees } from './proof-store';
import { Seal, type SealWarning } from './seal';

/** For the tests and the benchmark of this folder: writers, a sealer on its own connection, and exports. */
export const ORIGIN = 'log.example/audit';

export function testSigner(): CheckpointSigner {
  const jwk = (type: 'ec' | 'ed25519') =>
    type === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
  const text = (type: 'ec' | 'ed25519') => JSON.stringify(jwk(type).privateKey.export({ format: 'jwk' }));
  return checkpointSigner(text('ec'), text('ed25519'));
}

export type TestSealer = {
  seal: Seal;
  client: pg.Client;
  warnings: SealWarning[];
  /** Seals what can be sealed now, and says how many events that were. */
  sealReady: () => Promise<number>;
  /** Seals everything; the horizon is that of the whole server, so that it may wait for transactions of other databases. */
  sealAll: () => Promise<number>;
};

export async function testSealer(
  url: string,
  signer: CheckpointSigner,
  batchSize = 1_000,
): Promise<TestSealer> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // some tests cut it
  await client.connect();
  const warnings: SealWarning[] = [];
  const onWarning = (warning: SealWarning) => warnings.push(warning);
  const seal = new Seal(client, { origin: ORIGIN, signer, batchSize, onWarning });
  const sealReady = async () => {
    let events = 0;
    for (let made = await seal.next(); made; made = await seal.next()) events += made.events;
    return events;
  };
  const sealAll = async () => {
    let events = await sealReady();
    while ((await waiting(client)) > 0) {
      await sleep(50);
      events += await sealReady();
    }
    return events;
  };
  return { seal, client, warnings, sealReady, sealAll };
}

async function waiting(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ n: string }>(
    'SELECT count(*) AS n FROM audit.event e WHERE NOT EXISTS (SELECT FROM audit.leaf l WHERE l.event_id = e.id)',
  );
  return Number(rows[0]?.n);
}

/** An event as the gate writes it; what a test does not care about is there all the same. */
export function someEvent(organizationId: string, more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    organization: organizationId,
    actorKind: 'practitioner',
    actor: randomUUID(),
    actorRole: 'viewer',
    session: randomUUID(),
    request: randomUUID(),
    action: 'observations.released',
    outcome: 'success',
    study: randomUUID(),
    scopes: [1, 3],
    n: 12,
    firstId: 5,
    lastId: 17,
    policyVersion: 1,
    ...more,
  });
}

type Queryable = Pick<pg.ClientBase, 'query'>;

export async function append(db: Queryable, event: string): Promise<number> {
  const { rows } = await db.query<{ id: string }>('SELECT audit.append($1::jsonb) AS id', [event]);
  return Number(rows[0]?.id);
}

/** Many events in one statement, each different; one transaction unless the caller has begun one. */
export async function appendMany(db: Queryable, organizationId: string, count: number): Promise<void> {
  await db.query(
    `SELECT audit.append($1::jsonb || jsonb_build_object('request', gen_random_uuid(), 'n', g)) FROM generate_series(1, $2::int) g`,
    [someEvent(organizationId), count],
  );
}

/** The product's own store functions on any connection, so that an export can see into a transaction of a test. */
export function txOver(db: Queryable): Tx {
  const $queryRaw = async (strings: TemplateStringsArray, ...values: unknown[]) => {
    const text = strings.reduce((sql, part, index) => `${sql}$${index}${part}`);
    return (await db.query(text, values)).rows as unknown[];
  };
  return { $queryRaw } as unknown as Tx;
}

const EVERYTHING = 1_000_000;

/** What a manager's browser would export. The connection has to carry the manager's id in app.user_id. */
export async function exportBundle(
  db: Queryable,
  organizationId: string,
  signer: CheckpointSigner,
): Promise<ProofBundle> {
  const tx = txOver(db);
  const state = await proofTrees(tx, organizationId);
  const trees: ProofBundle['trees'] = [];
  for (const tree of state.trees) {
    trees.push({
      ...tree,
      events: await proofEvents(tx, tree.organizationId, 0, EVERYTHING),
      tiles: await proofTiles(tx, tree.organizationId, { level: 0, index: 0 }, EVERYTHING),
    });
  }
  return {
    format: PROOF_FORMAT,
    exportedAt: new Date().toISOString(),
    origin: ORIGIN,
    keys: signer.keys,
    checkpointNumber: state.checkpointNumber,
    checkpoints: await proofCheckpoints(tx, 1, EVERYTHING),
    trees,
  };
}

/** A connection of the administrator that reads as this person. */
export async function readingAs(url: string, userId: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`SELECT set_config('app.user_id', $1, false)`, [userId]);
  return client;
}
