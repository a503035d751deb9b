import 'server-only';
import { env } from '@/lib/env';
import { translatorFor } from '@/lib/i18n/translator';
import type { Locale } from '@/lib/i18n/locale';
import type { Letter } from '@/lib/mail/mail-store';
import { routes } from '@/lib/routes';
import type { Emergency } from './emergency';

export type EmergencyNews = 'requested' | 'begun';

/** The reason stays on the page: mail is read in places where it does not belong. */
export function emergencyLetter(
  news: EmergencyNews,
  { email, locale }: { email: string; locale: Locale },
  { organizationId, organizationName, requesterName, deciderName, studyName, minutes }: Emergency,
): Letter {
  const t = translatorFor(locale, 'emergency');
  const about = {
    organization: organizationName,
    study: studyName,
    requester: requesterName,
    minutes,
    link: new URL(routes.emergencies(organizationId), env().APP_ORIGIN).href,
  };
  return news === 'requested'
    ? { toAddress: email, subject: t('requestedSubject', about), bodyText: t('requestedBody', about) }
    : {
        toAddress: email,
        subject: t('begunSubject', about),
        bodyText: t('begunBody', { ...about, decider: deciderName ?? '—' }),
      };
}
