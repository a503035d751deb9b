import type { NavItem } from '@/components/layout/nav-icon';
import { roleAllows, type Role } from '@/lib/authorization/permissions';
import { routes } from '@/lib/routes';

/** A page that the role could not open is not offered. */
export function practitionerNav(organizationId: string, role: Role): NavItem[] {
  const items: NavItem[] = [
    { href: routes.organization(organizationId), label: 'Overview', icon: 'home' },
    { href: routes.patients(organizationId), label: 'Patients', icon: 'patients' },
    { href: routes.studies(organizationId), label: 'Studies', icon: 'studies' },
    { href: routes.people(organizationId), label: 'People', icon: 'people' },
    { href: routes.tree(organizationId), label: 'Organization tree', icon: 'tree' },
  ];
  const auditLog: NavItem = { href: routes.auditLog(organizationId), label: 'Audit log', icon: 'audit' };
  const security: NavItem = {
    href: routes.organizationSecurity(organizationId),
    label: 'Security',
    icon: 'security',
  };
  return [
    ...items,
    ...(roleAllows(role, 'audit.read') ? [auditLog] : []),
    ...(roleAllows(role, 'person.manage') ? [security] : []),
  ];
}
