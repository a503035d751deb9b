import 'server-only';
import { factorsOf, type OwnFactors } from '@/lib/auth/factor-store';
import { liveSessionsOf, type SessionRow } from '@/lib/auth/session-store';
import type { TargetOf } from '@/lib/authorization/target-store';
import { forPage, type Query } from '@/lib/query';
import type { MailPreferences } from './account-schema';
import { accountTarget } from './account-target';
import { openEmailChange, type OpenEmailChange } from './email-change-store';
import { mailPreferencesOf, securityEventsOf, type SecurityEvent } from './security-store';

export type OwnSession = SessionRow & { isCurrent: boolean };
export type Security = { sessions: OwnSession[]; factors: OwnFactors; events: SecurityEvent[] };

const EVENTS = 20;

/** Sessions, second factors and what happened, of the caller's own account. */
export const ownSecurity: Query<TargetOf<'account'>, Security> = {
  name: 'account.read-security',
  permission: 'account.read',
  find: (_tx, { userId }) => Promise.resolve(accountTarget(userId)),
  read: async (tx, { userId }, { principal }) => ({
    sessions: (await liveSessionsOf(tx, userId)).map((row) => ({
      ...row,
      isCurrent: row.id === principal.sessionId,
    })),
    factors: await factorsOf(tx, userId),
    events: await securityEventsOf(tx, EVENTS),
  }),
};

export function readSecurity(): Promise<Security> {
  return forPage(ownSecurity);
}

export type Settings = {
  mail: MailPreferences;
  isPractitioner: boolean;
  emailChange: OpenEmailChange | null;
};

export const ownSettings: Query<TargetOf<'account'>, Settings> = {
  name: 'account.read-settings',
  permission: 'account.read',
  find: (_tx, { userId }) => Promise.resolve(accountTarget(userId)),
  read: async (tx, { userId }, { principal }) => ({
    mail: await mailPreferencesOf(tx, userId),
    isPractitioner: principal.userType === 'practitioner',
    emailChange: await openEmailChange(tx, userId),
  }),
};

export function readSettings(): Promise<Settings> {
  return forPage(ownSettings);
}
