import 'server-only';
import { inTransaction, NIL } from '@/lib/db/transaction';
import { env } from '@/lib/env';
import { formatDate } from '@/lib/format';
import { translatorFor } from '@/lib/i18n/translator';
import { startRounds, type Job } from '@/lib/jobs/rounds';
import { log } from '@/lib/log';
import { queueMails, type Letter } from '@/lib/mail/mail-store';
import { routes } from '@/lib/routes';
import { takeRenewalReminders, type EndingSoon } from './consent-mail-store';

const EVERY_MS = 600_000;
const AT_ONCE = 100;
const HALF_DAY_MS = 43_200_000;

/** Reminds patients of what they share until a day that is near, until it is told to stop. Several may run. */
export function startReminder(): Job {
  return startRounds({
    name: 'renewal-reminder',
    everyMs: EVERY_MS,
    round: async () => {
      const told = await remindRound();
      if (told > 0) log.info({ told }, 'patients were reminded of an end of sharing');
      return false;
    },
  });
}

/** Every end that is near now; how many letters it wrote. */
export async function remindRound(): Promise<number> {
  for (let all = 0; ;) {
    const told = await inTransaction(NIL, async (tx) => {
      const ending = await takeRenewalReminders(tx, AT_ONCE);
      await queueMails(tx, ending.map(reminderLetter));
      return ending.length;
    });
    all += told;
    if (told === 0) return all;
  }
}

/** No kind of data is named: mail is read in places where it does not belong. */
export function reminderLetter({
  email,
  name,
  locale,
  studyId,
  studyName: study,
  endsAt,
}: EndingSoon): Letter {
  const t = translatorFor(locale, 'consentMail');
  const link = new URL(routes.myStudy(studyId), env().APP_ORIGIN).href;
  // The end of a day where the patient is: half a day before, it is that day in (nearly) every zone.
  const day = formatDate(endsAt.getTime() - HALF_DAY_MS, { locale, timeZone: 'UTC' });
  return {
    toAddress: email,
    subject: t('reminderSubject', { study }),
    bodyText: t('reminderBody', { name, study, day, link }),
  };
}
