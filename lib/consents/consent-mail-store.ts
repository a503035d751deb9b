import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import type { Locale } from '@/lib/i18n/locale';

export type ConsentAddressee = { email: string; name: string; locale: Locale };

/** Whoever runs the study and wants to hear of changes. */
export function watchersOf(tx: Tx, studyId: string): Promise<ConsentAddressee[]> {
  return tx.$queryRaw<ConsentAddressee[]>`SELECT email, name, locale FROM consent_watchers(${studyId}::uuid)`;
}

/** Null for a patient without an account, and for one who wants no letters. */
export async function patientAddress(tx: Tx, enrollmentId: string): Promise<ConsentAddressee | null> {
  const [row] = await tx.$queryRaw<ConsentAddressee[]>`
    SELECT email, name, locale FROM consent_patient_address(${enrollmentId}::uuid)`;
  return row ?? null;
}

/** Patients whom a change of the study asks, of those who want to hear of it. */
export function askedAddresses(
  tx: Tx,
  studyId: string,
  asked: { kind: string; scopeId?: number },
): Promise<ConsentAddressee[]> {
  return tx.$queryRaw<ConsentAddressee[]>`
    SELECT email, name, locale
      FROM consent_asked_addresses(${studyId}::uuid, ${asked.kind}, ${asked.scopeId ?? null}::smallint)`;
}

export type EndingSoon = ConsentAddressee & { studyId: string; studyName: string; endsAt: Date };

/** Some ends that are near, each once: whoever takes one has to write the letter in the same transaction. */
export function takeRenewalReminders(tx: Tx, limit: number): Promise<EndingSoon[]> {
  return tx.$queryRaw<EndingSoon[]>`
    SELECT email, name, locale, study_id AS "studyId", study_name AS "studyName", ends_at AS "endsAt"
      FROM take_renewal_reminders(${limit}::int)`;
}

export async function studyOfLetter(tx: Tx, studyId: string): Promise<string> {
  const study = await tx.study.findUniqueOrThrow({ where: { id: studyId }, select: { name: true } });
  return study.name;
}
