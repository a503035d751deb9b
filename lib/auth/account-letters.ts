import 'server-only';
import type { Addressee } from '@/lib/accounts/account-store';
import { env } from '@/lib/env';
import { translatorFor } from '@/lib/i18n/translator';
import type { Letter } from '@/lib/mail/mail-store';
import { routes } from '@/lib/routes';

export const RECOVERY_MINUTES = 30;
export const EMAIL_CHANGE_MINUTES = 60;

type Notice = 'password' | 'factorAdded' | 'factorRemoved' | 'resetAsked' | 'reset' | 'resetRefused';

const address = (path: string) => new URL(path, env().APP_ORIGIN).href;

/** Tells the owner what happened to the account, and the way to take it back when it was somebody else. */
export function noticeLetter({ email, name, locale }: Addressee, notice: Notice): Letter {
  const t = translatorFor(locale, 'accountMail');
  return {
    toAddress: email,
    subject: t(`${notice}Subject`),
    bodyText: t(`${notice}Body`, { name, link: address(routes.recover()) }),
  };
}

export function newDeviceLetter({ email, name, locale }: Addressee, device: string | null): Letter {
  const t = translatorFor(locale, 'accountMail');
  return {
    toAddress: email,
    subject: t('newDeviceSubject'),
    bodyText: t('newDeviceBody', {
      name,
      device: device ?? t('unknownDevice'),
      link: address(routes.recover()),
    }),
  };
}

export function recoveryLetter({ email, name, locale }: Addressee, token: string): Letter {
  const t = translatorFor(locale, 'accountMail');
  return {
    toAddress: email,
    subject: t('recoverSubject'),
    bodyText: t('recoverBody', { name, link: address(routes.recovery(token)) }),
    secretMinutes: RECOVERY_MINUTES,
  };
}

type EmailChange = Addressee & { newEmail: string };

export function oldAddressLetter({ email, name, locale, newEmail }: EmailChange, token: string): Letter {
  const t = translatorFor(locale, 'accountMail');
  return {
    toAddress: email,
    subject: t('emailOldSubject', { email: newEmail }),
    bodyText: t('emailOldBody', { name, email: newEmail, link: address(routes.confirmEmail(token)) }),
    secretMinutes: EMAIL_CHANGE_MINUTES,
  };
}

export function newAddressLetter({ name, locale, newEmail }: EmailChange, token: string): Letter {
  const t = translatorFor(locale, 'accountMail');
  return {
    toAddress: newEmail,
    subject: t('emailNewSubject'),
    bodyText: t('emailNewBody', { name, link: address(routes.confirmEmail(token)) }),
    secretMinutes: EMAIL_CHANGE_MINUTES,
  };
}

/** To the address that is no longer used as well, so that its owner cannot miss it. */
export function emailChangedLetters({ email, name, locale, newEmail }: EmailChange): Letter[] {
  const t = translatorFor(locale, 'accountMail');
  return [email, newEmail].map((toAddress) => ({
    toAddress,
    subject: t('emailDoneSubject'),
    bodyText: t('emailDoneBody', { name, email: newEmail }),
  }));
}
