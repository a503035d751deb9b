import 'server-only';
import { statfs } from 'node:fs/promises';
import type { TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';
import { env } from '@/lib/env';
import { forPage, type Query } from '@/lib/query';
import packageJson from '../../package.json';
import { INSTALLATION } from './installation-target';

type Figures = {
  databaseBytes: bigint;
  sealLagSeconds: number;
  mailWaiting: number;
  oldestMail: Date | null;
  rotationsWaiting: number;
  databaseVersion: string;
};
export type Disk = { freeBytes: number; totalBytes: number };
export type Health = Omit<Figures, 'databaseBytes'> & {
  databaseBytes: number;
  disk: Disk | null;
  version: string;
  upSeconds: number;
};

export const health: Query<TargetOf<'installation'>, Health> = {
  name: 'installation.health',
  permission: 'installation.read',
  find: () => Promise.resolve(INSTALLATION),
  read: async (tx) => {
    const { databaseBytes, ...figures } = await figuresOf(tx);
    const own = { version: packageJson.version, upSeconds: Math.floor(process.uptime()) };
    return { ...figures, databaseBytes: Number(databaseBytes), disk: await diskOf(env().DATA_DIR), ...own };
  },
};

async function figuresOf(tx: Tx): Promise<Figures> {
  const [row] = await tx.$queryRaw<Figures[]>`
    SELECT database_bytes AS "databaseBytes", seal_lag_seconds AS "sealLagSeconds", mail_waiting AS "mailWaiting",
           oldest_mail AS "oldestMail", rotations_waiting AS "rotationsWaiting", database_version AS "databaseVersion"
      FROM installation_health()`;
  if (!row) throw new Error('the figures are for super admins');
  return row;
}

/** Of the folder where checkpoints and logs go; null where the folder cannot be asked. */
async function diskOf(folder: string): Promise<Disk | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}

export function readHealth(): Promise<Health> {
  return forPage(health);
}
