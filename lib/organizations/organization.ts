import type { Role } from '@/lib/authorization/permissions';

/** An organization the caller works in. Where a role was given above, `roleFrom` names that organization. */
export type OrganizationRow = {
  id: string;
  parentId: string | null;
  name: string;
  type: string;
  role: Role;
  roleFrom: { id: string; name: string };
  isArchived: boolean;
};

/** Some of the caller's organizations, with what stands above them. */
export type OwnOrganizations = { organizations: OrganizationRow[]; isMore: boolean };

/** "manager", or "manager, through City Hospital" when the role is inherited. */
export function roleSentence({
  id,
  role,
  roleFrom,
}: Pick<OrganizationRow, 'id' | 'role' | 'roleFrom'>): string {
  return roleFrom.id === id ? role : `${role}, through ${roleFrom.name}`;
}
