import 'server-only';
import type { TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';
import { env } from '@/lib/env';
import { translatorFor } from '@/lib/i18n/translator';
import { queueMail, type Letter } from '@/lib/mail/mail-store';
import { routes } from '@/lib/routes';
import { patientAddress, studyOfLetter, watchersOf, type ConsentAddressee } from './consent-mail-store';

export type ConsentNews =
  | 'answered'
  | 'recorded'
  | 'confirmed'
  | 'disputed'
  | 'stopped'
  | 'started'
  | 'renewed'
  | 'paused'
  | 'resumed'
  | 'left';

type About = { organizationId: string; studyId: string; studyName: string };

/** A letter to the patient and one to each who runs the study, of those who want them; in the change's own transaction. */
export async function tellBothSides(
  tx: Tx,
  target: TargetOf<'enrollment'>,
  news: ConsentNews,
): Promise<void> {
  const { organizationId, studyId, enrollmentId } = target;
  const about = { organizationId, studyId, studyName: await studyOfLetter(tx, studyId) };
  const patient = await patientAddress(tx, enrollmentId);
  if (patient) await queueMail(tx, patientLetter(patient, news, about));
  for (const watcher of await watchersOf(tx, studyId))
    await queueMail(tx, watcherLetter(watcher, news, about));
}

/** No kind of data is named: mail is read in places where it does not belong. */
function patientLetter({ email, name, locale }: ConsentAddressee, news: ConsentNews, about: About): Letter {
  const t = translatorFor(locale, 'consentMail');
  const study = about.studyName;
  const link = address(routes.myHistory());
  return {
    toAddress: email,
    subject: t('subject', { study }),
    bodyText: t('body', { name, what: t(`${news}You`, { study }), link }),
  };
}

/** Without the patient's name, for the same reason: the page behind the link tells it to whoever may know. */
function watcherLetter({ email, name, locale }: ConsentAddressee, news: ConsentNews, about: About): Letter {
  const t = translatorFor(locale, 'consentMail');
  const study = about.studyName;
  const link = address(routes.studyPatients(about.organizationId, about.studyId));
  return {
    toAddress: email,
    subject: t('teamSubject', { study }),
    bodyText: t('teamBody', { name, what: t(`${news}Team`, { study }), link }),
  };
}

const address = (path: string) => new URL(path, env().APP_ORIGIN).href;
