import 'server-only';
import type { TargetOf } from '@/lib/authorization/target-store';
import { forPage, type Query } from '@/lib/query';
import type { AccountFilter } from './account-admin-schema';
import { accountCounts, accountsOf, type AccountCount, type AccountPage } from './account-admin-store';
import { INSTALLATION } from './installation-target';

type Accounts = AccountPage & { counts: AccountCount[]; ownId: string };

export function accountListOf(filter: AccountFilter): Query<TargetOf<'installation'>, Accounts> {
  return {
    name: 'account.list',
    permission: 'installation.read',
    find: () => Promise.resolve(INSTALLATION),
    read: async (tx, _target, { principal }) => ({
      ...(await accountsOf(tx, filter)),
      counts: await accountCounts(tx),
      ownId: principal.userId,
    }),
    event: (_target, { rows }) => ({ type: 'account.listed', n: rows.length }),
  };
}

export function listAccounts(filter: AccountFilter): Promise<Accounts> {
  return forPage(accountListOf(filter));
}
