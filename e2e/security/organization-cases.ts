import type { Tenant } from '../support/tenant';
import { MANAGERS, type ActionCase } from './action-cases-kit';

const byManager = (refused: ActionCase['refused'], input: ActionCase['input']): ActionCase => ({
  input,
  owner: 'manager',
  refused,
});
const details = (mark: string) => ({ name: `Made past the UI, ${mark}`, type: 'clinic', contact: '' });
const membership = ({ memberships }: Tenant) => ({ membershipId: memberships.member });
const place = ({ organizationId, childId }: Tenant, version: number) => ({
  organizationId: childId,
  parentId: organizationId,
  version,
});
const CHILD_WORDS = { type: 'ward', contact: '', description: '' };

/** Of an organization, its people and invitations, in an order in which a manager can do them one after the other. */
export const ORGANIZATION_CASES: Record<string, ActionCase> = {
  createOrganizationAction: byManager(MANAGERS, ({ organizationId, mark }) => ({
    parentId: organizationId,
    ...details(mark),
  })),
  changeOrganizationAction: byManager(MANAGERS, ({ childId, mark }) => ({
    organizationId: childId,
    version: 1,
    from: { name: `Child of ${mark}`, ...CHILD_WORDS },
    name: `Renamed, child of ${mark}`,
    ...CHILD_WORDS,
  })),
  archiveOrganizationAction: byManager(MANAGERS, (tenant) => place(tenant, 2)),
  restoreOrganizationAction: byManager(MANAGERS, (tenant) => place(tenant, 3)),
  moveOrganizationAction: byManager(MANAGERS, ({ childId, otherChildId }) => ({
    organizationId: childId,
    parentId: otherChildId,
    version: 4,
  })),
  invitePractitionerAction: byManager(MANAGERS, ({ organizationId, mark }) => ({
    organizationId,
    email: `one.${mark}@demo.wellkept.example`,
    role: 'viewer',
  })),
  invitePractitionersAction: byManager(MANAGERS, ({ organizationId, mark }) => ({
    organizationId,
    people: [{ email: `many.${mark}@demo.wellkept.example`, role: 'member' }],
  })),
  resendPractitionerInvitationAction: byManager(MANAGERS, ({ practitionerInvitationId }) => ({
    invitationId: practitionerInvitationId,
  })),
  revokePractitionerInvitationAction: byManager(MANAGERS, ({ practitionerInvitationId }) => ({
    invitationId: practitionerInvitationId,
  })),
  setMembershipEndAction: byManager(MANAGERS, (tenant) => ({ ...membership(tenant), lastDay: null })),
  changeRoleAction: byManager(MANAGERS, (tenant) => ({ ...membership(tenant), role: 'viewer' })),
  changeRolesAction: byManager(MANAGERS, ({ organizationId, memberships }) => ({
    organizationId,
    membershipIds: [memberships.member],
    role: 'member',
  })),
  removeMembershipAction: byManager(MANAGERS, membership),
  removeMembershipsAction: byManager(MANAGERS, ({ organizationId, memberships }) => ({
    organizationId,
    membershipIds: [memberships.viewer],
  })),
};
