import 'server-only';
import type { Addressee } from '@/lib/accounts/account-store';
import type { Role } from '@/lib/authorization/permissions';
import type { Tx } from '@/lib/db/transaction';
import { env } from '@/lib/env';
import { formatDate } from '@/lib/format';
import { translatorFor } from '@/lib/i18n/translator';
import { queueMail, type Letter } from '@/lib/mail/mail-store';
import { routes } from '@/lib/routes';

export type RoleNews =
  { kind: 'changed'; role: Role } | { kind: 'ends'; lastDay: string | null } | { kind: 'removed' };

type About = { userId: string; organizationId: string };
type Reader = Addressee & { organization: string };

/** To whoever lost or got something by somebody else's doing, unless they want no such letters. */
export async function mailAboutRole(tx: Tx, about: About, news: RoleNews): Promise<void> {
  const { userId, organizationId } = about;
  const [reader] = await tx.$queryRaw<Reader[]>`
    SELECT u.email, u.name, u.locale, o.name AS organization FROM user_account u, organization o
     WHERE u.id = ${userId}::uuid AND u.mail_on_role_change AND u.suspended_at IS NULL AND o.id = ${organizationId}::uuid`;
  if (reader) await queueMail(tx, roleLetter(reader, organizationId, news));
}

function roleLetter(
  { email, name, locale, organization }: Reader,
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
