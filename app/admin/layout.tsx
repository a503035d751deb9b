import type { ReactNode } from 'react';
import { AccountMenu } from '@/components/account/account-menu';
import { DemoNotice } from '@/components/account/demo-notice';
import { SystemShell } from '@/components/layout/system-shell';
import { routes } from '@/lib/routes';

/** The frame only; each page asks for itself whether it may be seen. */
export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <SystemShell
      homeHref={routes.admin()}
      navItems={[
        { href: routes.admin(), label: 'Organizations', icon: 'organizations' },
        { href: routes.adminOutbox(), label: 'Mail', icon: 'mail' },
      ]}
      userMenu={<AccountMenu locale="en" />}
      banner={<DemoNotice locale="en" />}
    >
      {children}
    </SystemShell>
  );
}
