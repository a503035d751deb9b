import 'server-only';
import type { Role } from '@/lib/authorization/permissions';
import type { Principal } from '@/lib/authorization/question';
import { command } from '@/lib/command';
import type { Tx } from '@/lib/db/transaction';
import { AppError, type FieldErrors } from '@/lib/errors';
import type { Locale } from '@/lib/i18n/locale';
import { queueMail } from '@/lib/mail/mail-store';
import { requireOwnOrLower } from '@/lib/organizations/membership-rules';
import { organizationTarget, requireNotArchived } from '@/lib/organizations/organization-store';
import { requireRevoked } from './invitation-commands';
import { newSecret, practitionerLetter } from './invitation-letter';
import { InvitePractitioner, InvitePractitioners, RevokeInvitation } from './invitation-schema';
import {
  invitingOrganization,
  openPractitionerInvitation,
  practitionerInvitationTarget,
  revokeInvitation,
} from './invitation-store';
import { addressesWithRole, practitionerInvitation, renewInvitation } from './practitioner-invitation-store';

type Invitee = { email: string; role: Role };
type Sending = { organizationId: string; locale: Locale; principal: Principal };
type Sent = { invitationId: string; email: string; link: string };

/** Accepting gives the role; opening sealed data needs a colleague to share the study keys after that. */
export const invitePractitioner = command({
  name: 'invitation.send-practitioner',
  input: InvitePractitioner,
  permission: 'person.manage',
  target: (tx, { organizationId }) => organizationTarget(tx, organizationId),
  run: async ({ tx, input: { email, role, locale }, target: { organizationId }, facts, principal }) => {
    requireOwnOrLower(facts.role, role);
    await requireNotArchived(tx, organizationId);
    const known = await addressesWithRole(tx, organizationId, [email]);
    if (known.has(email)) throw new AppError('INVALID_INPUT', CHECK, { email: [HAS_ROLE] });
    const value = await send(tx, { email, role }, { organizationId, locale, principal });
    return { value, event: sentEvent(value) };
  },
});

/** All or none: a row that cannot be sent is named, and the list is corrected and sent again. */
export const invitePractitioners = command({
  name: 'invitation.send-several',
  input: InvitePractitioners,
  permission: 'person.manage',
  target: (tx, { organizationId }) => organizationTarget(tx, organizationId),
  run: async ({ tx, input: { people, locale }, target: { organizationId }, facts, principal }) => {
    for (const { role } of people) requireOwnOrLower(facts.role, role);
    await requireNotArchived(tx, organizationId);
    await requireWithoutRole(tx, organizationId, people);
    const sent: Sent[] = [];
    for (const invitee of people) sent.push(await send(tx, invitee, { organizationId, locale, principal }));
    const [first, ...rest] = sent.map(sentEvent);
    if (!first) throw new Error('nobody was invited');
    return { value: { sent: sent.length }, event: [first, ...rest] };
  },
});

const CHECK = 'Please check the marked fields.';
const HAS_ROLE = 'This person has a role here already. Change it in the list of members.';

async function requireWithoutRole(tx: Tx, organizationId: string, people: Invitee[]): Promise<void> {
  const known = await addressesWithRole(
    tx,
    organizationId,
    people.map(({ email }) => email),
  );
  const fields: FieldErrors = {};
  for (const [n, { email }] of people.entries())
    if (known.has(email)) fields[`people.${n}.email`] = [HAS_ROLE];
  if (Object.keys(fields).length > 0) throw new AppError('INVALID_INPUT', CHECK, fields);
}

async function send(
  tx: Tx,
  { email, role }: Invitee,
  { organizationId, locale, principal }: Sending,
): Promise<Sent> {
  const inviting = await invitingOrganization(tx, organizationId, principal.userId);
  const secret = newSecret({ email, locale, createdBy: principal.userId });
  const invitationId = await openPractitionerInvitation(tx, organizationId, role, secret);
  await queueMail(tx, practitionerLetter({ ...inviting, email, role, locale, link: secret.link }));
  return { invitationId, email, link: secret.link };
}

function sentEvent({ invitationId: id }: Sent) {
  return { type: 'invitation.sent', resource: { kind: 'invitation', id } } as const;
}

/** A new link and a new week for one that is waiting or too old. The former link ends at once. */
export const resendPractitionerInvitation = command({
  name: 'invitation.resend-practitioner',
  input: RevokeInvitation,
  permission: 'person.manage',
  target: (tx, { invitationId }) => practitionerInvitationTarget(tx, invitationId),
  run: async ({ tx, input: { invitationId }, target: { organizationId }, facts, principal }) => {
    await requireNotArchived(tx, organizationId);
    const { email, role, locale } = await practitionerInvitation(tx, invitationId);
    requireOwnOrLower(facts.role, role);
    const secret = newSecret({ email, locale, createdBy: principal.userId });
    await requireRevoked(renewInvitation(tx, invitationId, secret));
    const inviting = await invitingOrganization(tx, organizationId, principal.userId);
    await queueMail(tx, practitionerLetter({ ...inviting, email, role, locale, link: secret.link }));
    const value = { invitationId, email, link: secret.link };
    return { value, event: sentEvent(value) };
  },
});

export const revokePractitionerInvitation = command({
  name: 'invitation.revoke-practitioner',
  input: RevokeInvitation,
  permission: 'person.manage',
  target: (tx, { invitationId }) => practitionerInvitationTarget(tx, invitationId),
  run: async ({ tx, input: { invitationId: id } }) => {
    await requireRevoked(revokeInvitation(tx, id));
    return { value: null, event: { type: 'invitation.revoked', resource: { kind: 'invitation', id } } };
  },
});
