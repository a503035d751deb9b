import 'server-only';
import { join } from 'node:path';
import pg from 'pg';
import { env } from '@/lib/env';
import { pause, startJob, type Job } from '@/lib/jobs/rounds';
import { log, reportBug } from '@/lib/log';
import { CheckpointFiles } from './checkpoint-files';
import { checkpointSigner } from './checkpoint-sign';
import { Seal } from './seal';
import { checkpointsFrom, ensurePartitions, lastCheckpoint, sealLagOf, takeSealerLock } from './seal-store';

const EVERY_MS = 1_000;
const LAG_CHECK_MS = 10_000;
const LAG_LIMIT_SECONDS = 30;
const PARTITIONS_MS = 12 * 3_600_000;
const BATCH_SIZE = 20_000;
const PAGE = 1_000;
const LIMITS = '-c lock_timeout=2000 -c idle_in_transaction_session_timeout=30000';

export type SealerOptions = {
  connectionString: string;
  signingKey: string;
  witnessKey: string;
  origin: string;
  checkpointDirectory: string;
};

export function sealerOptions(): SealerOptions {
  const { SEALER_DATABASE_URL, AUDIT_SIGNING_KEY, AUDIT_WITNESS_KEY, APP_ORIGIN, DATA_DIR } = env();
  return {
    connectionString: SEALER_DATABASE_URL,
    signingKey: AUDIT_SIGNING_KEY,
    witnessKey: AUDIT_WITNESS_KEY,
    origin: `${new URL(APP_ORIGIN).host}/audit`,
    checkpointDirectory: join(DATA_DIR, 'audit-checkpoints'),
  };
}

/** Seals each second until it is stopped, whatever happens to its connection. Several may run; one has the lock and works. */
export function startSealer(options: SealerOptions): Job {
  return startJob((signal) => run(options, signal));
}

async function run(options: SealerOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const client = new pg.Client({ connectionString: options.connectionString, options: LIMITS });
    client.on('error', () => undefined); // a lost connection shows up in the query that needs it
    try {
      await client.connect();
      if (await takeSealerLock(client)) await sealUntil(client, options, signal);
    } catch (error) {
      reportBug(error, { job: 'audit-sealer' });
    } finally {
      await client.end().catch(() => undefined);
    }
    await pause(2 * EVERY_MS, signal);
  }
}

async function sealUntil(client: pg.Client, options: SealerOptions, signal: AbortSignal): Promise<void> {
  const files = new CheckpointFiles(options.checkpointDirectory);
  const signer = checkpointSigner(options.signingKey, options.witnessKey);
  const seal = new Seal(client, {
    origin: options.origin,
    signer,
    batchSize: BATCH_SIZE,
    onWarning: (warning, organizationId) =>
      log.error({ warning, organizationId }, 'the audit log needs a look'),
  });
  await files.keepKeys(signer.keys);
  await catchUp(client, files);
  const checkLag = every(LAG_CHECK_MS, () => warnOfLag(client));
  const makePartitions = every(PARTITIONS_MS, () => ensurePartitions(client));
  while (!signal.aborted) {
    await makePartitions();
    const sealed = await seal.next();
    if (sealed) await files.append([sealed], new Date());
    await checkLag();
    if ((sealed?.events ?? 0) < BATCH_SIZE) await pause(EVERY_MS, signal);
  }
}

/** Copies to the files what was committed but not written there, and notices a database older than its own checkpoints. */
async function catchUp(client: pg.Client, files: CheckpointFiles): Promise<void> {
  const outside = await files.last();
  const inside = await lastCheckpoint(client);
  if (outside) {
    const [same] = await checkpointsFrom(client, outside.number, 1);
    if (same?.note !== outside.note) {
      log.error(
        { outside: outside.number, inside: inside?.number ?? 0 },
        'the audit checkpoints of the database are not those kept outside it: it was restored or rolled back',
      );
      return;
    }
  }
  for (let next = (outside?.number ?? 0) + 1; ;) {
    const missing = await checkpointsFrom(client, next, PAGE);
    await files.append(missing, new Date());
    if (missing.length < PAGE) return;
    next += PAGE;
  }
}

async function warnOfLag(client: pg.Client): Promise<void> {
  const lagSeconds = Math.round(await sealLagOf(client));
  // Most often a transaction that somebody left open: it holds back the horizon for everybody.
  if (lagSeconds > LAG_LIMIT_SECONDS) log.warn({ lagSeconds }, 'audit events wait for their seal');
}

/** Runs the work when it is first asked to, and then not more often than that. */
function every(ms: number, work: () => Promise<void>): () => Promise<void> {
  let dueAt = 0;
  return async () => {
    if (Date.now() < dueAt) return;
    dueAt = Date.now() + ms;
    await work();
  };
}
