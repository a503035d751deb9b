import 'server-only';
import { addresseeOf } from '@/lib/accounts/account-store';
import type { Tx } from '@/lib/db/transaction';
import { queueMail } from '@/lib/mail/mail-store';
import { newDeviceLetter } from './account-letters';
import { deviceName } from './device-name';
import { deviceHistoryOf } from './session-store';

/** Before the session is there: a letter when the account was used before, never from such a device, and wants letters. */
export async function mailAboutNewDevice(tx: Tx, userId: string, userAgent: string | null): Promise<void> {
  const { wantsMail, userAgents } = await deviceHistoryOf(tx, userId);
  const device = deviceName(userAgent);
  if (!wantsMail || userAgents.length === 0 || userAgents.some((known) => deviceName(known) === device))
    return;
  await queueMail(tx, newDeviceLetter(await addresseeOf(tx, userId), device));
}
