import 'server-only';
import { inTransaction, NIL } from '@/lib/db/transaction';
import { env } from '@/lib/env';
import { startRounds, type Job } from '@/lib/jobs/rounds';
import { log } from '@/lib/log';
import { forgetSecrets, giveUpOld, markSent, markTried, takeMail } from './postman-store';
import { smtpSender, type Sender, type Smtp } from './smtp';

const EVERY_MS = 2_000;
const AT_ONCE = 20;

/** Null without SMTP_URL: letters then stay where they are, to be read in the outbox of a demo. */
export function smtpSettings(): Smtp | null {
  const { SMTP_URL, MAIL_FROM, APP_ORIGIN } = env();
  if (!SMTP_URL) return null;
  return { url: SMTP_URL, from: MAIL_FROM ?? `Wellkept <no-reply@${new URL(APP_ORIGIN).hostname}>` };
}

/** Sends what waits and forgets what is over, until it is stopped. Several may run: a letter is taken by one of them. */
export function startPostman(smtp: Smtp | null): Job {
  const sender = smtp && smtpSender(smtp);
  const round = async () => (await oneRound(sender)) === AT_ONCE;
  const rounds = startRounds({ name: 'mail', everyMs: EVERY_MS, round });
  return {
    stop: async () => {
      await rounds.stop();
      sender?.close();
    },
  };
}

/** How many letters it took. No transaction is open while another server is spoken to. */
export async function oneRound(sender: Sender | null): Promise<number> {
  await inTransaction(NIL, forgetSecrets);
  if (!sender) return 0;
  await inTransaction(NIL, giveUpOld);
  const taken = await inTransaction(NIL, (tx) => takeMail(tx, AT_ONCE));
  for (const mail of taken) {
    const delivery = await sender.send(mail);
    if (!delivery.sent) log.warn({ mail: mail.id, kind: delivery.kind }, 'a letter did not leave');
    await inTransaction(NIL, (tx) =>
      delivery.sent ? markSent(tx, mail.id) : markTried(tx, mail.id, delivery.kind, delivery.isFinal),
    );
  }
  return taken.length;
}
