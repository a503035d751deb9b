import 'server-only';
import type { Role } from '@/lib/authorization/permissions';
import type { Tx } from '@/lib/db/transaction';
import { env } from '@/lib/env';
import { formatDate } from '@/lib/format';
import { translatorFor } from '@/lib/i18n/translator';
import { queueMail, type Letter } from '@/lib/mail/mail-store';
import { routes } from '@/lib/routes';
import { readerOfRoleMail, type RoleHolder, type RoleReader } from './membership-store';

type RoleNews =
  { kind: 'changed'; role: Role } | { kind: 'ends'; lastDay: string | null } | { kind: 'removed' };

/** To whoever lost or got something by somebody else's doing, unless they want no such letters. */
export async function mailAboutRole(
  tx: Tx,
  { userId, organizationId }: RoleHolder,
  news: RoleNews,
): Promise<void> {
  const reader = await readerOfRoleMail(tx, { userId, organizationId });
  if (reader) await queueMail(tx, roleLetter(reader, organizationId, news));
}

function roleLetter(
  { email, name, locale, organization }: RoleReader,
  organizationId: string,
  news: RoleNews,
): Letter {
  const t = translatorFor(locale, 'accountMail');
  const link = new URL(routes.roleMatrix(organizationId), env().APP_ORIGIN).href;
  const about = { name, organization, link };
  const letter = (subject: string, bodyText: string) => ({ toAddress: email, subject, bodyText });
  if (news.kind === 'removed')
    return letter(t('roleRemovedSubject', about), t('roleRemovedBody', { name, organization }));
  const subject = t('roleChangedSubject', about);
  if (news.kind === 'changed') {
    const role = translatorFor(locale, 'invitation')(`roles.${news.role}`);
    return letter(subject, t('roleChangedBody', { ...about, role }));
  }
  if (news.lastDay === null) return letter(subject, t('roleEndlessBody', about));
  const until = formatDate(news.lastDay, { locale, timeZone: 'UTC' });
  return letter(subject, t('roleEndsBody', { ...about, until }));
}
