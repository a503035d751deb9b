import 'server-only';
import { command } from '@/lib/command';
import { AppError } from '@/lib/errors';
import { queueMail } from '@/lib/mail/mail-store';
import { requireNotArchived } from '@/lib/organizations/organization-store';
import { enrollmentTarget, lockEnrollment } from '@/lib/patients/enrollment-store';
import { newSecret, patientCard, patientLetter } from './invitation-letter';
import { RevokeInvitation, SendInvitation } from './invitation-schema';
import {
  invitedPatient,
  keepEmail,
  openPatientInvitation,
  patientInvitationTarget,
  revokeInvitation,
  type Invited,
} from './invitation-store';

/** The first time and every time after: a new link each time, and the former one stops working. */
export const sendInvitation = command({
  name: 'invitation.send',
  input: SendInvitation,
  permission: 'enrollment.invite',
  target: (tx, { enrollmentId }) => enrollmentTarget(tx, enrollmentId),
  run: async ({ tx, input: { email, locale }, target, principal }) => {
    await requireNotArchived(tx, target.organizationId);
    const { state, hasDataGroup } = await lockEnrollment(tx, target.enrollmentId);
    if (state !== 'invited') throw new AppError('CONFLICT', `The enrollment is ${state} already.`);
    if (!hasDataGroup)
      throw new AppError('CONFLICT', 'The patient’s key has to be made first. Unlock and try again.');
    const invited = await invitedPatient(tx, target.enrollmentId, principal.userId);
    requireOwnAddress(invited, email);
    const secret = newSecret({ email, locale, createdBy: principal.userId });
    const id = await openPatientInvitation(tx, target, secret);
    await keepEmail(tx, invited.patientId, email);
    const about = { ...invited, email, locale, link: secret.link };
    await queueMail(tx, patientLetter(about));
    const { studyId, patientId } = target;
    return {
      value: { invitationId: id, email, link: secret.link, card: patientCard(about) },
      event: { type: 'invitation.sent', studyId, patientId, resource: { kind: 'invitation', id } },
    };
  },
});

/** Somebody with an account accepts by signing in with it, so the letter has to go where the account is. */
function requireOwnAddress({ accountEmail }: Invited, email: string): void {
  if (accountEmail === null || accountEmail === email) return;
  throw new AppError('INVALID_INPUT', 'Please check the marked fields.', {
    email: ['This patient signs in with another address. Ask them which one.'],
  });
}

export const revokePatientInvitation = command({
  name: 'invitation.revoke',
  input: RevokeInvitation,
  permission: 'enrollment.manage',
  target: (tx, { invitationId }) => patientInvitationTarget(tx, invitationId),
  run: async ({ tx, input: { invitationId: id }, target: { studyId, patientId } }) => {
    await requireRevoked(revokeInvitation(tx, id));
    return {
      value: null,
      event: { type: 'invitation.revoked', studyId, patientId, resource: { kind: 'invitation', id } },
    };
  },
});

export async function requireRevoked(revoking: Promise<boolean>): Promise<void> {
  if (!(await revoking)) throw new AppError('CONFLICT', 'It was accepted or taken back in the meantime.');
}
