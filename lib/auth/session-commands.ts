import 'server-only';
import { z } from 'zod';
import { accountTarget } from '@/lib/accounts/account-target';
import type { AuditEvent } from '@/lib/audit/events';
import type { TargetOf } from '@/lib/authorization/target-store';
import { command } from '@/lib/command';
import type { Tx } from '@/lib/db/transaction';
import { SaidError } from '@/lib/said-error';
import { ownerOfSession, revokeOtherSessions, revokeSession } from './session-store';

async function sessionTarget(tx: Tx, sessionId: string): Promise<TargetOf<'account'> | null> {
  const owner = await ownerOfSession(tx, sessionId);
  return owner && accountTarget(owner.userId);
}

function ended(sessionId: string): AuditEvent {
  return { type: 'session.ended', resource: { kind: 'session', id: sessionId } };
}

/** Signing out, here or of another device. */
export const endSession = command({
  name: 'session.end',
  input: z.object({ sessionId: z.uuid() }),
  permission: 'account.manage',
  target: (tx, { sessionId }) => sessionTarget(tx, sessionId),
  run: async ({ tx, input: { sessionId }, target }) => {
    const wasLive = await revokeSession(tx, target.userId, sessionId);
    if (!wasLive) throw new SaidError('NOT_FOUND', 'sessionOver');
    return { value: { ended: 1 }, event: ended(sessionId) };
  },
});

/** Everywhere but here. */
export const endOtherSessions = command({
  name: 'session.end-others',
  input: z.object({}),
  permission: 'account.manage',
  target: (_tx, _input, { userId }) => Promise.resolve(accountTarget(userId)),
  run: async ({ tx, target, principal }) => {
    const ids = await revokeOtherSessions(tx, target.userId, principal.sessionId);
    const [first, ...rest] = ids.map(ended);
    const none: AuditEvent = {
      type: 'session.ended',
      resource: { kind: 'account', id: target.userId },
      n: 0,
    };
    return { value: { ended: ids.length }, event: first ? [first, ...rest] : none };
  },
});
