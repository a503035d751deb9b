import {
  ACCOUNT_PERMISSIONS,
  CLIENT_PERMISSIONS,
  EMERGENCY_PERMISSION,
  PATIENT_PERMISSIONS,
  ROLE_PERMISSIONS,
  ROLES,
  SUPER_ADMIN_PERMISSIONS,
} from './permissions';

/** docs/permissions.md as it has to be; permissions-document.test.ts writes it when UPDATE_DOCS is set. */
export function permissionsDocument(): string {
  const rows = Object.entries(ROLE_PERMISSIONS).map(([permission, allowed]) => {
    const roles: readonly string[] = allowed;
    return `| ${permission} | ${ROLES.map((role) => (roles.includes(role) ? 'yes' : '')).join(' | ')} |`;
  });
  const list = (title: string, permissions: readonly string[]) =>
    `\n## ${title}\n\n${permissions.map((permission) => `- ${permission}`).join('\n')}\n`;
  return [
    '# Permissions',
    '',
    'Generated from `lib/authorization/permissions.ts`; a test fails when the two differ.',
    '',
    `| permission | ${ROLES.join(' | ')} |`,
    `| --- | ${ROLES.map(() => '---').join(' | ')} |`,
    ...rows,
    list('Patients, with what is their own', PATIENT_PERMISSIONS),
    list('Devices and other programs, for their own data group', CLIENT_PERMISSIONS),
    list('Super admins, with the installation’s own things and emergency accesses', SUPER_ADMIN_PERMISSIONS),
    list('Super admins, in an approved emergency access to a study, as a viewer', [EMERGENCY_PERMISSION]),
    list('Everyone, with their own account', ACCOUNT_PERMISSIONS),
  ].join('\n');
}
