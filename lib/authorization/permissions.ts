export const ROLES = ['viewer', 'member', 'manager'] as const;
export type Role = (typeof ROLES)[number];

/** The whole role table. docs/permissions.md is generated from it, and a test fails when the two differ. */
export const ROLE_PERMISSIONS = {
  'organization.read': ['viewer', 'member', 'manager'],
  'organization.manage': ['manager'],
  'person.read': ['viewer', 'member', 'manager'],
  'person.manage': ['manager'],
  'study.read': ['viewer', 'member', 'manager'],
  'study.manage': ['manager'],
  'patient.read': ['viewer', 'member', 'manager'],
  'patient.manage': ['member', 'manager'],
  'enrollment.invite': ['member', 'manager'],
  'enrollment.manage': ['member', 'manager'],
  'consent.read': ['viewer', 'member', 'manager'],
  'consent.record': ['member', 'manager'],
  'observation.read': ['viewer', 'member', 'manager'],
  'observation.export': ['viewer', 'member', 'manager'],
  'key.read': ['viewer', 'member', 'manager'],
  'key.grant': ['manager'],
  'audit.read': ['manager'],
  'emergency.decide': ['manager'],
} as const satisfies Record<string, readonly Role[]>;

/** What a patient may do, with what is their own only. */
export const PATIENT_PERMISSIONS = [
  'consent.answer',
  'enrollment.leave',
  'enrollment.read-own',
  'view.read-own',
  'device.manage-own',
  'observation.read',
] as const;

/** What a super admin may do, with the installation's own things and with emergency accesses. */
export const SUPER_ADMIN_PERMISSIONS = [
  'installation.read',
  'installation.manage',
  'emergency.request',
  'emergency.decide',
] as const;

/** What an approved emergency access opens to its super admin, while it lasts and where the patient consents. Nothing else. */
export const EMERGENCY_PERMISSION = 'observation.read';

/** What a phone or another program may do with its bearer, for its own data group only. */
export const CLIENT_PERMISSIONS = ['observation.upload', 'data-group.read'] as const;

/** What everyone who is signed in may do with their own account. */
export const ACCOUNT_PERMISSIONS = ['account.read', 'account.manage'] as const;

export type RolePermission = keyof typeof ROLE_PERMISSIONS;
export type Permission =
  | RolePermission
  | (typeof PATIENT_PERMISSIONS)[number]
  | (typeof SUPER_ADMIN_PERMISSIONS)[number]
  | (typeof CLIENT_PERMISSIONS)[number]
  | (typeof ACCOUNT_PERMISSIONS)[number];

export function roleAllows(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = isRolePermission(permission) ? ROLE_PERMISSIONS[permission] : [];
  return allowed.includes(role);
}

export function isRolePermission(permission: string): permission is RolePermission {
  return Object.hasOwn(ROLE_PERMISSIONS, permission);
}

export function includes(list: readonly Permission[], permission: Permission): boolean {
  return list.includes(permission);
}
