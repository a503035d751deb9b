import 'server-only';
import type { Role } from '@/lib/authorization/permissions';
import { env } from '@/lib/env';
import { formatDate } from '@/lib/format';
import type { Locale } from '@/lib/i18n/locale';
import { translatorFor } from '@/lib/i18n/translator';
import type { Letter } from '@/lib/mail/mail-store';
import { routes } from '@/lib/routes';
import { maskedEmail, type PatientCard } from './invitation';
import { newToken, tokenHash } from './invitation-secret';

const DAYS = 7;

/** The address that opens an invitation. Shown once: the database keeps a hash only. */
export function invitationLink(token: string): string {
  return new URL(routes.invitation(token), env().APP_ORIGIN).href;
}

/** A new link, and what is kept of it. */
export function newSecret<About extends object>(about: About) {
  const token = newToken();
  const hash = tokenHash(token);
  if (!hash) throw new Error('a new token is not a token');
  return { ...about, tokenHash: hash, link: invitationLink(token) };
}

function lastDay(locale: Locale): string {
  return formatDate(Date.now() + DAYS * 86_400_000, { locale, timeZone: 'UTC' });
}

type About = { email: string; link: string; locale: Locale; inviterName: string; organizationName: string };

export function patientLetter({ studyName, ...about }: About & { studyName: string }): Letter {
  const t = translatorFor(about.locale, 'invitation');
  const organization = about.organizationName;
  return {
    toAddress: about.email,
    subject: t('mail.patientSubject', { organization, study: studyName }),
    bodyText: t('mail.patientBody', {
      organization,
      study: studyName,
      inviter: about.inviterName,
      link: about.link,
      until: lastDay(about.locale),
    }),
  };
}

/** For the hand of a patient who is there: no name, and of the address only what its owner recognises. */
export function patientCard({
  studyName,
  studyContact,
  ...about
}: About & { studyName: string; studyContact: string }): PatientCard {
  const t = translatorFor(about.locale, 'invitation');
  const organization = about.organizationName;
  return {
    locale: about.locale,
    title: t('patientTitle', { study: studyName }),
    from: organization,
    steps: [t('card.scan'), t('card.look'), t('card.prove', { email: maskedEmail(about.email) })],
    notes: [
      t('card.free'),
      t('card.until', { until: lastDay(about.locale) }),
      studyContact === ''
        ? t('askWithout', { organization })
        : t('ask', { organization, contact: studyContact }),
    ],
    typed: t('card.typed'),
  };
}

export function practitionerLetter({ role, ...about }: About & { role: Role }): Letter {
  const t = translatorFor(about.locale, 'invitation');
  const organization = about.organizationName;
  return {
    toAddress: about.email,
    subject: t('mail.practitionerSubject', { organization }),
    bodyText: t('mail.practitionerBody', {
      organization,
      inviter: about.inviterName,
      role: t(`roles.${role}`),
      link: about.link,
      until: lastDay(about.locale),
    }),
  };
}

export function codeLetter(email: string, code: string, locale: Locale): Letter {
  const t = translatorFor(locale, 'invitation');
  return {
    toAddress: email,
    subject: t('mail.codeSubject', { code }),
    bodyText: t('mail.codeBody', { code }),
  };
}
