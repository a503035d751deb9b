import 'server-only';
import { z } from 'zod';
import { addresseeOf } from '@/lib/accounts/account-store';
import type { TargetOf } from '@/lib/authorization/target-store';
import { command } from '@/lib/command';
import { AppError } from '@/lib/errors';
import { queueMail } from '@/lib/mail/mail-store';
import { organizationTarget } from '@/lib/organizations/organization-store';
import { forPage, type Query } from '@/lib/query';
import { noticeLetter } from './account-letters';
import { factorRuleOf, sessionHasFactor, setFactorRule, type FactorRule } from './factor-policy-store';
import { decideReset, resetsIn, type ResetRequest } from './factor-reset-store';

/** Whoever turns it on must not be the first one it keeps out. */
export const requireSecondFactor = command({
  name: 'organization.require-second-factor',
  input: z.object({ organizationId: z.uuid(), isRequired: z.boolean() }),
  permission: 'organization.manage',
  target: (tx, { organizationId }) => organizationTarget(tx, organizationId),
  run: async ({ tx, input: { isRequired }, target: { organizationId: id }, principal }) => {
    if (isRequired && !(await sessionHasFactor(tx, principal.sessionId)))
      throw new AppError(
        'CONFLICT',
        'Set up your own second factor first, then sign in with it: otherwise this would keep you out.',
      );
    await setFactorRule(tx, id, isRequired);
    return {
      value: { isRequired },
      event: { type: 'organization.changed', resource: { kind: 'organization', id } },
    };
  },
});

/** For a person of the organization who knows the password and lost the second factor. Nobody decides about themselves. */
export const decideFactorReset = command({
  name: 'factor.decide-reset',
  input: z.object({
    organizationId: z.uuid(),
    requestId: z.uuid(),
    decision: z.enum(['reset', 'refused']),
  }),
  permission: 'person.manage',
  target: (tx, { organizationId }) => organizationTarget(tx, organizationId),
  run: async ({ tx, input: { requestId, decision }, target: { organizationId } }) => {
    const userId = await decideReset(tx, requestId, organizationId, decision);
    if (!userId) throw new AppError('NOT_FOUND', 'This request was decided already, or is too old.');
    const isReset = decision === 'reset';
    await queueMail(tx, noticeLetter(await addresseeOf(tx, userId), isReset ? 'reset' : 'resetRefused'));
    return {
      value: { decision },
      event: {
        type: isReset ? 'factor.reset' : 'factor.reset-refused',
        resource: { kind: 'account', id: userId },
      },
    };
  },
});

export type FactorSettings = { rule: FactorRule; requests: ResetRequest[] };

export const factorSettings = (organizationId: string): Query<TargetOf<'organization'>, FactorSettings> => ({
  name: 'organization.read-factors',
  permission: 'person.manage',
  find: (tx) => organizationTarget(tx, organizationId),
  read: async (tx, target) => ({
    rule: await factorRuleOf(tx, target.organizationId),
    requests: await resetsIn(tx, target.organizationId),
  }),
});

export function readFactorSettings(organizationId: string): Promise<FactorSettings> {
  return forPage(factorSettings(organizationId));
}
