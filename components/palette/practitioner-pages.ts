import type { NavItem } from '@/components/layout/nav-icon';
import { roleAllows, type Role } from '@/lib/authorization/permissions';
import { routes } from '@/lib/routes';
import { withKeys, type ConsolePage } from './console-page';

/** Every page of an organization that needs no name to be found: those of the side bar, and what begins something new. */
export function practitionerPages(
  navItems: readonly NavItem[],
  organizationId: string,
  role: Role,
): ConsolePage[] {
  const begin: NavItem[] = [];
  if (roleAllows(role, 'study.manage'))
    begin.push({ href: routes.newStudy(organizationId), label: 'New study', icon: 'studies' });
  if (roleAllows(role, 'patient.manage'))
    begin.push({ href: routes.newPatient(organizationId), label: 'New patient', icon: 'patients' });
  return [...withKeys(navItems), ...begin, ...accountPages()];
}

export function accountPages(): ConsolePage[] {
  return [{ href: routes.account(), label: 'Your account', icon: 'user' }];
}
