import 'server-only';
import { liveSessionsOf, type SessionRow } from '@/lib/auth/session-store';
import type { TargetOf } from '@/lib/authorization/target-store';
import { forPage, type Query } from '@/lib/query';
import { accountTarget } from './account-target';

export type OwnSession = SessionRow & { isCurrent: boolean };

export const ownSessions: Query<TargetOf<'account'>, OwnSession[]> = {
  name: 'session.list-own',
  permission: 'account.read',
  find: (_tx, { userId }) => Promise.resolve(accountTarget(userId)),
  read: async (tx, { userId }, { principal }) =>
    (await liveSessionsOf(tx, userId)).map((row) => ({ ...row, isCurrent: row.id === principal.sessionId })),
};

export function listOwnSessions(): Promise<OwnSession[]> {
  return forPage(ownSessions);
}
