import type { Role } from '@/lib/authorization/permissions';
import type { PersonRow, PersonStatus } from '@/lib/people/person';

export const ROLE_WORDS: Record<Role, string> = { viewer: 'Viewer', member: 'Member', manager: 'Manager' };

export const ROLE_MEANINGS: Record<Role, string> = {
  viewer: 'Looks at the data that patients share.',
  member: 'Also enrolls patients and records their consent.',
  manager: 'Also runs studies, people, settings and the audit log.',
};

export const STATUS_WORDS: Record<PersonStatus, string> = {
  active: 'Active',
  ended: 'Ended',
  suspended: 'Suspended',
};

export const ROLE_OPTIONS = (['viewer', 'member', 'manager'] as const).map((role) => ({
  value: role,
  label: ROLE_WORDS[role],
}));

/** Where the role that counts was given, when that is not here: "through City Hospital". */
export function sourceOf({ roleFrom }: Pick<PersonRow, 'roleFrom'>, organizationId: string): string | null {
  return roleFrom.id === organizationId ? null : `through ${roleFrom.name}`;
}
