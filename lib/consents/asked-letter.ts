import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import { env } from '@/lib/env';
import { translatorFor } from '@/lib/i18n/translator';
import { queueMails, type Letter } from '@/lib/mail/mail-store';
import { routes } from '@/lib/routes';
import { askedAddresses, studyOfLetter, type ConsentAddressee } from './consent-mail-store';

/** What of a study is new to its patients. A text asks about everything at once. */
export type Asked = { kind: 'text' } | { kind: 'request' | 'new'; scopeId: number };

const WORDS = { text: 'askedText', request: 'askedChange', new: 'askedNew' } as const;

/** One letter to each patient whom this change asks and who wants it; in the change's own transaction. */
export async function tellAsked(tx: Tx, studyId: string, asked: Asked): Promise<void> {
  const addressees = await askedAddresses(tx, studyId, asked);
  if (addressees.length === 0) return;
  const study = await studyOfLetter(tx, studyId);
  await queueMails(
    tx,
    addressees.map((addressee) => askedLetter(addressee, study, asked)),
  );
}

/** No kind of data is named: mail is read in places where it does not belong. */
export function askedLetter(
  { email, name, locale }: ConsentAddressee,
  study: string,
  { kind }: Asked,
): Letter {
  const t = translatorFor(locale, 'consentMail');
  const link = new URL(routes.mySharing(), env().APP_ORIGIN).href;
  return {
    toAddress: email,
    subject: t('askedSubject', { study }),
    bodyText: t('askedBody', { name, what: t(WORDS[kind], { study }), link }),
  };
}
