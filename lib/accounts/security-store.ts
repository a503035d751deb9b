import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import type { MailKind, MailPreferences } from './account-schema';

export type SecurityEvent = {
  id: string;
  at: Date;
  action: string;
  outcome: string;
  /** Whether the owner did it, signed in. */
  isOwn: boolean;
};

/** What the owner did with the account, and what was done to it; patients and studies have pages of their own. */
export function securityEventsOf(tx: Tx, limit: number): Promise<SecurityEvent[]> {
  return tx.$queryRaw<SecurityEvent[]>`
    SELECT id::text, at, action, outcome, is_own AS "isOwn" FROM audit.account_events(${limit}::int)`;
}

const COLUMNS = {
  'new-device': 'mailOnNewDevice',
  'role-change': 'mailOnRoleChange',
  'consent-change': 'mailOnConsentChange',
  'consent-due': 'mailOnConsentDue',
} as const satisfies Record<MailKind, string>;

export async function mailPreferencesOf(tx: Tx, userId: string): Promise<MailPreferences> {
  const found = await tx.userAccount.findUniqueOrThrow({
    where: { id: userId },
    select: {
      mailOnNewDevice: true,
      mailOnRoleChange: true,
      mailOnConsentChange: true,
      mailOnConsentDue: true,
    },
  });
  return {
    'new-device': found.mailOnNewDevice,
    'role-change': found.mailOnRoleChange,
    'consent-change': found.mailOnConsentChange,
    'consent-due': found.mailOnConsentDue,
  };
}

export async function setMailPreference(
  tx: Tx,
  userId: string,
  kind: MailKind,
  wants: boolean,
): Promise<void> {
  const data = { [COLUMNS[kind]]: wants };
  await tx.userAccount.update({ where: { id: userId }, data, select: { id: true } });
}
