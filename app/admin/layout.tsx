import type { ReactNode } from 'react';
import { AccountMenu } from '@/components/account/account-menu';
import { DemoNotice } from '@/components/account/demo-notice';
import type { NavItem } from '@/components/layout/nav-icon';
import { SystemShell } from '@/components/layout/system-shell';
import { withKeys } from '@/components/palette/console-page';
import { ConsoleTools } from '@/components/palette/console-tools';
import { accountPages } from '@/components/palette/practitioner-pages';
import { routes } from '@/lib/routes';

const NAV: NavItem[] = [
  { href: routes.admin(), label: 'Organizations', icon: 'organizations' },
  { href: routes.adminAccounts(), label: 'Accounts', icon: 'people' },
  { href: routes.adminCatalogue(), label: 'Catalogue', icon: 'catalogue' },
  { href: routes.adminOutbox(), label: 'Mail', icon: 'mail' },
  { href: routes.adminHealth(), label: 'Health', icon: 'health' },
  { href: routes.adminEmergencies(), label: 'Emergency access', icon: 'alerts' },
  { href: routes.adminAudit(), label: 'Audit log', icon: 'audit' },
];

const PAGES = [
  ...withKeys(NAV),
  { href: routes.adminNewOrganization(), label: 'New organization', icon: 'organizations' as const },
  ...accountPages(),
];

/** The frame only; each page asks for itself whether it may be seen. */
export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <SystemShell
      homeHref={routes.admin()}
      navItems={NAV}
      tools={<ConsoleTools pages={PAGES} organizationId={null} />}
      userMenu={<AccountMenu locale="en" />}
      banner={<DemoNotice locale="en" />}
    >
      {children}
    </SystemShell>
  );
}
