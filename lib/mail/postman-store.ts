import 'server-only';
import type { Tx } from '@/lib/db/transaction';

export type WaitingMail = {
  id: string;
  toAddress: string;
  subject: string;
  bodyText: string;
  bodyHtml: string;
};

const MOST_ATTEMPTS = 10;

/**
 * Takes some letters that are due. Each is tried again later unless somebody says how it went, so nothing is lost when the
 * process ends; two processes skip what the other one holds.
 */
export function takeMail(tx: Tx, limit: number): Promise<WaitingMail[]> {
  return tx.$queryRaw<WaitingMail[]>`
    UPDATE mail SET attempts = attempts + 1,
           next_attempt_at = clock_timestamp() + make_interval(secs => least(3600, 30 * 2 ^ attempts))
     WHERE id IN (SELECT id FROM mail WHERE next_attempt_at <= clock_timestamp()
                   ORDER BY next_attempt_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)
    RETURNING id, to_address AS "toAddress", subject, body_text AS "bodyText", body_html AS "bodyHtml"`;
}

/** What left needs its code or link no more. */
export async function markSent(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE mail SET sent_at = clock_timestamp(), next_attempt_at = NULL, last_error = NULL,
           subject = mail_forgotten(subject), body_text = mail_forgotten(body_text), body_html = mail_forgotten(body_html),
           forgotten_at = clock_timestamp()
     WHERE id = ${id}::uuid`;
}

/** Another try at the time that taking it has set, unless the other server said never. */
export async function markTried(tx: Tx, id: string, kind: string, isFinal: boolean): Promise<void> {
  await tx.$executeRaw`
    UPDATE mail SET last_error = left(${kind}, 200),
           failed_at = CASE WHEN ${isFinal} THEN clock_timestamp() END,
           next_attempt_at = CASE WHEN ${isFinal} THEN NULL ELSE next_attempt_at END
     WHERE id = ${id}::uuid AND sent_at IS NULL`;
}

/** A letter of yesterday helps nobody: what it tells has changed, and its codes are gone. */
export function giveUpOld(tx: Tx): Promise<number> {
  return tx.$executeRaw`
    UPDATE mail SET failed_at = clock_timestamp(), next_attempt_at = NULL, last_error = coalesce(last_error, 'too old')
     WHERE next_attempt_at <= clock_timestamp()
       AND (created_at < clock_timestamp() - interval '1 day' OR attempts >= ${MOST_ATTEMPTS} OR forgotten_at IS NOT NULL)`;
}

export function forgetSecrets(tx: Tx): Promise<number> {
  return tx.$executeRaw`
    UPDATE mail SET subject = mail_forgotten(subject), body_text = mail_forgotten(body_text),
           body_html = mail_forgotten(body_html), forgotten_at = clock_timestamp()
     WHERE forgotten_at IS NULL AND (forget_at <= clock_timestamp() OR failed_at IS NOT NULL)`;
}
