import type { ReactNode } from 'react';
import type { NavItem } from './nav-icon';
import { PractitionerShell } from './practitioner-shell';

type Props = {
  children: ReactNode;
  homeHref: string;
  navItems: NavItem[];
  help?: ReactNode;
  userMenu?: ReactNode;
  tools?: ReactNode;
  banner?: ReactNode;
  isNavCollapsed?: boolean;
};

/** The frame of /admin: the same bar, with the name of the area where an organization would stand. */
export function SystemShell(props: Props) {
  return (
    <PractitionerShell
      {...props}
      homeLabel="System"
      orgSwitcher={
        <p className="rounded-md bg-sunken px-2.5 py-1.5 text-sm font-medium text-ink-2">
          System administration
        </p>
      }
    />
  );
}
