import 'server-only';
import type { AuditEvent } from '@/lib/audit/events';
import { command } from '@/lib/command';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { AddSuperAdmin, ChangeAccount } from './account-admin-schema';
import {
  countSuperAdmins,
  insertSuperAdmin,
  lockAccount,
  lockSuperAdmins,
  revokeSessionsOf,
  setSuspended,
} from './account-admin-store';
import { INSTALLATION } from './installation-target';

/** Takes effect at once: every session ends, and the next request of each is refused. Nothing is deleted. */
export const suspendAccount = command({
  name: 'account.suspend',
  input: ChangeAccount,
  permission: 'installation.manage',
  target: () => Promise.resolve(INSTALLATION),
  run: async ({ tx, input: { accountId }, principal }) => {
    if (accountId === principal.userId)
      throw new AppError('CONFLICT', 'Nobody suspends themselves. Ask another administrator.');
    await lockSuperAdmins(tx);
    if ((await found(tx, accountId)).isSuspended) throw new AppError('CONFLICT', 'It is suspended already.');
    await setSuspended(tx, accountId, true);
    if ((await countSuperAdmins(tx)) === 0)
      throw new AppError('CONFLICT', 'This is the last administrator. Add another one first.');
    await revokeSessionsOf(tx, accountId);
    return { value: null, event: about('account.suspended', accountId) };
  },
});

export const restoreAccount = command({
  name: 'account.restore',
  input: ChangeAccount,
  permission: 'installation.manage',
  target: () => Promise.resolve(INSTALLATION),
  run: async ({ tx, input: { accountId } }) => {
    if (!(await found(tx, accountId)).isSuspended) throw new AppError('CONFLICT', 'It is not suspended.');
    await setSuspended(tx, accountId, false);
    return { value: null, event: about('account.restored', accountId) };
  },
});

export const endAccountSessions = command({
  name: 'account.end-sessions',
  input: ChangeAccount,
  permission: 'installation.manage',
  target: () => Promise.resolve(INSTALLATION),
  run: async ({ tx, input: { accountId } }) => {
    await found(tx, accountId);
    const ended = await revokeSessionsOf(tx, accountId);
    return { value: { ended }, event: { ...about('account.sessions-ended', accountId), n: ended } };
  },
});

/** The account has no password until its owner sets one, by the same letter as somebody who forgot theirs. */
export const addSuperAdmin = command({
  name: 'account.add-super-admin',
  input: AddSuperAdmin,
  permission: 'installation.manage',
  target: () => Promise.resolve(INSTALLATION),
  run: async ({ tx, input }) => {
    const id = await insertSuperAdmin(tx, { ...input, passwordHash: null });
    if (id === null)
      throw new AppError('INVALID_INPUT', 'Please check the marked fields.', {
        email: ['This address has an account already.'],
      });
    return { value: { id }, event: about('account.created', id) };
  },
});

async function found(tx: Tx, accountId: string) {
  const account = await lockAccount(tx, accountId);
  if (!account) throw new AppError('NOT_FOUND', 'Not found.');
  return account;
}

type About = 'account.suspended' | 'account.restored' | 'account.sessions-ended' | 'account.created';

function about(type: About, id: string): AuditEvent {
  return { type, resource: { kind: 'account', id } };
}
