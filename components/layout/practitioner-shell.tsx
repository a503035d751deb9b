import type { ReactNode } from 'react';
import type { NavItem } from './nav-icon';
import { SideNav } from './side-nav';
import { MAIN_ID, SkipLink } from './skip-link';

type Props = {
  children: ReactNode;
  homeHref: string;
  navItems: NavItem[];
  orgSwitcher?: ReactNode;
  lockChip?: ReactNode;
  /** The lock as one icon button, for the narrow bar. */
  lockIcon?: ReactNode;
  help?: ReactNode;
  userMenu?: ReactNode;
  /** Top bar, left: Breadcrumb. */
  breadcrumb?: ReactNode;
  /** Top bar, right: search, notifications. */
  tools?: ReactNode;
  /** Above everything: DemoBanner. */
  banner?: ReactNode;
  isNavCollapsed?: boolean;
};

/** The frame of /o/…: it is given everything it shows and looks up nothing. */
export function PractitionerShell({ children, homeHref, navItems, banner, isNavCollapsed, ...slots }: Props) {
  return (
    <>
      <SkipLink label="Skip to content" />
      {banner}
      <div className="min-h-dvh lg:flex">
        <SideNav
          label="Main"
          homeHref={homeHref}
          items={navItems}
          head={slots.orgSwitcher}
          foot={
            <>
              {slots.lockChip}
              {slots.help}
              {slots.userMenu}
            </>
          }
          narrowFoot={slots.lockIcon}
          {...(isNavCollapsed && { isCollapsedAtFirst: true })}
        />
        <div className="min-w-0 flex-1">
          {(slots.breadcrumb ?? slots.tools) && (
            <section
              aria-label="Where you are"
              className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 border-b border-line bg-surface px-4 lg:px-6 print:hidden"
            >
              <div className="min-w-0">{slots.breadcrumb}</div>
              <div className="flex items-center gap-1">{slots.tools}</div>
            </section>
          )}
          <main id={MAIN_ID} tabIndex={-1} className="px-4 py-5 lg:px-6">
            {children}
          </main>
        </div>
      </div>
    </>
  );
}
