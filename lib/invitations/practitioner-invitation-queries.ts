import 'server-only';
import type { TargetOf } from '@/lib/authorization/target-store';
import { organizationTarget } from '@/lib/organizations/organization-store';
import { forPage, type Query } from '@/lib/query';
import type { PractitionerInvitationPage } from './invitation';
import type { InvitationFilter } from './invitation-schema';
import { practitionerInvitationsOf } from './practitioner-invitation-store';

/** For managers: addresses of people who have not said yes are nobody else's business. */
export function practitionerInvitationList(
  organizationId: string,
  filter: InvitationFilter,
): Query<TargetOf<'organization'>, PractitionerInvitationPage> {
  return {
    name: 'invitation.list-practitioners',
    permission: 'person.manage',
    find: (tx) => organizationTarget(tx, organizationId),
    read: (tx, target) => practitionerInvitationsOf(tx, target.organizationId, filter),
  };
}

export function listPractitionerInvitations(
  organizationId: string,
  filter: InvitationFilter,
): Promise<PractitionerInvitationPage> {
  return forPage(practitionerInvitationList(organizationId, filter));
}

/** Asked before a form is shown that would be refused. */
export async function requireMayInvite(organizationId: string): Promise<void> {
  await forPage({
    name: 'invitation.may-send-practitioners',
    permission: 'person.manage',
    find: (tx) => organizationTarget(tx, organizationId),
    read: () => Promise.resolve(true),
  });
}
