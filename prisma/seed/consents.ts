import { execute } from '@/lib/command';
import { answerRequest, confirmDecision, recordOnBehalf } from '@/lib/consents/consent-commands';
import { pauseSharing, stopSharing } from '@/lib/consents/sharing-commands';
import { withdrawEnrollment } from '@/lib/patients/enrollment-commands';
import type { Player } from './accounts';
import type { GlucoseStory } from './cast';
import type { SeededEnrollment, SeededPatient } from './enrolling';
import { daysAgo, setClock } from './seed-clock';

export const GLUCOSE = 'omh:blood-glucose:4.0';

type Answer = { scope: string; answer: 'share' | 'decline' };

export async function answer(
  patient: SeededPatient,
  { enrollmentId, study }: SeededEnrollment,
  answers: Answer[],
  endsAt: Date | null = null,
): Promise<void> {
  await execute(answerRequest, patient.principal, {
    enrollmentId,
    informationVersion: study.information,
    answers,
    endsAt: endsAt?.toISOString() ?? null,
  });
}

type Onstage = { staff: Player; patient: SeededPatient; enrollment: SeededEnrollment };

/** What became of one patient's blood glucose. */
export async function playGlucoseStory(
  story: GlucoseStory,
  { staff, patient, enrollment }: Onstage,
): Promise<void> {
  const share: Answer[] = [{ scope: GLUCOSE, answer: 'share' }];
  const target = { enrollmentId: enrollment.enrollmentId, scope: GLUCOSE };
  switch (story) {
    case 'waiting':
      return;
    case 'declined':
      return answer(patient, enrollment, [{ scope: GLUCOSE, answer: 'decline' }]);
    case 'on-behalf':
      return recordForPatient({ staff, patient, enrollment }, GLUCOSE, true);
    case 'shares-until-soon':
      return answer(patient, enrollment, share, daysAgo(-12));
    case 'expired':
      // Nobody may share into the past, so this one ends while the seed is still running.
      return answer(patient, enrollment, share, new Date(Date.now() + 3_000));
    case 'shares':
      return answer(patient, enrollment, share);
    case 'stopped':
      await answer(patient, enrollment, share);
      await setClock(daysAgo(14, 18, 5));
      await execute(stopSharing, patient.principal, target);
      return;
    case 'paused':
      await answer(patient, enrollment, share);
      await setClock(daysAgo(6, 9, 30));
      await execute(pauseSharing, patient.principal, target);
      return;
    case 'withdrawn':
      await answer(patient, enrollment, share);
      await setClock(daysAgo(20, 11));
      await execute(withdrawEnrollment, staff.principal, { enrollmentId: enrollment.enrollmentId });
  }
}

/** Said at a visit, written down by a member with the paper's number; confirmed by the patient, or still waiting. */
export async function recordForPatient(
  { staff, patient, enrollment }: Onstage,
  scope: string,
  isConfirmed: boolean,
): Promise<void> {
  const { decisionIds } = await execute(recordOnBehalf, staff.principal, {
    enrollmentId: enrollment.enrollmentId,
    scope,
    answer: 'share',
    method: 'paper',
    spokenAt: daysAgo(60, 10).toISOString(),
    documentReference: 'Form CF-0417',
    witness: 'Ruth Abara-Demo',
    informationVersion: enrollment.study.information,
  });
  const [decisionId] = decisionIds;
  if (isConfirmed && decisionId) {
    await execute(confirmDecision, patient.principal, { decisionId, answer: 'confirmed' });
  }
}
