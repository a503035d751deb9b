import 'server-only';
import { command } from '@/lib/command';
import { AppError } from '@/lib/errors';
import { requireNotArchived } from '@/lib/organizations/organization-store';
import { studyTarget } from '@/lib/studies/study-store';
import { revokeOpenInvitations } from '@/lib/invitations/invitation-store';
import { endEnrollment, enroll, enrollmentTarget, lockEnrollment } from './enrollment-store';
import { EnrollPatient, EnrollPatients, WithdrawEnrollment } from './patient-schema';
import { knownPatients, patientTarget } from './patient-store';

/** Invited, not yet in: the data group's key and the invitation follow, and the patient's own yes makes it active. */
export const enrollPatient = command({
  name: 'enrollment.create',
  input: EnrollPatient,
  permission: 'enrollment.invite',
  target: (tx, { studyId }) => studyTarget(tx, studyId),
  run: async ({ tx, input: { patientId }, target: { studyId, organizationId } }) => {
    // The patient must be known to the study's own organization; one of another must look like nobody at all.
    if (!(await patientTarget(tx, organizationId, patientId))) throw new AppError('NOT_FOUND', 'Not found.');
    await requireNotArchived(tx, organizationId);
    const id = await enroll(tx, studyId, patientId);
    if (!id) throw new AppError('CONFLICT', 'This patient is invited or takes part already.');
    return {
      value: { enrollmentId: id },
      event: { type: 'enrollment.created', studyId, patientId, resource: { kind: 'enrollment', id } },
    };
  },
});

/** Several at once, all or none; whoever is invited or takes part already stays as they are, and is counted. */
export const enrollPatients = command({
  name: 'enrollment.create-several',
  input: EnrollPatients,
  permission: 'enrollment.invite',
  target: (tx, { studyId }) => studyTarget(tx, studyId),
  run: async ({ tx, input, target: { studyId, organizationId } }) => {
    const patientIds = [...new Set(input.patientIds)];
    // As for one: a patient whom the study's own organization does not know is nobody.
    if ((await knownPatients(tx, organizationId, patientIds)).length < patientIds.length)
      throw new AppError('NOT_FOUND', 'Not found.');
    await requireNotArchived(tx, organizationId);
    const enrolled: { patientId: string; enrollmentId: string }[] = [];
    // In one order for everybody, so that two who add the same people wait for each other and never in a circle.
    for (const patientId of patientIds.toSorted()) {
      const enrollmentId = await enroll(tx, studyId, patientId);
      if (enrollmentId) enrolled.push({ patientId, enrollmentId });
    }
    const [first, ...rest] = enrolled.map(({ patientId, enrollmentId: id }) => {
      return {
        type: 'enrollment.created',
        studyId,
        patientId,
        resource: { kind: 'enrollment', id },
      } as const;
    });
    if (!first) throw new AppError('CONFLICT', 'All of them are invited or take part already.');
    return { value: { enrolled, already: patientIds.length - enrolled.length }, event: [first, ...rest] };
  },
});

/** By the study's people. Withdrawing is not deleting; the invitation that may be on its way stops working. */
export const withdrawEnrollment = command({
  name: 'enrollment.withdraw',
  input: WithdrawEnrollment,
  permission: 'enrollment.manage',
  target: (tx, { enrollmentId }) => enrollmentTarget(tx, enrollmentId),
  run: async ({ tx, target: { enrollmentId, studyId, patientId } }) => {
    const { state } = await lockEnrollment(tx, enrollmentId);
    if (state !== 'invited' && state !== 'active')
      throw new AppError('CONFLICT', `The enrollment is ${state} already.`);
    await revokeOpenInvitations(tx, enrollmentId);
    await endEnrollment(tx, enrollmentId);
    return {
      value: null,
      event: {
        type: 'enrollment.withdrawn',
        studyId,
        patientId,
        resource: { kind: 'enrollment', id: enrollmentId },
      },
    };
  },
});
