import type { ReactNode } from 'react';
import type { NavItem } from './nav-icon';
import { ShellHome } from './shell-home';
import { SideNav } from './side-nav';
import { MAIN_ID, SkipLink } from './skip-link';

type Props = {
  children: ReactNode;
  homeHref: string;
  /** What the pages are part of: where each breadcrumb begins. */
  homeLabel?: string;
  navItems: NavItem[];
  orgSwitcher?: ReactNode;
  lockChip?: ReactNode;
  /** The lock as one icon button, for the narrow bar. */
  lockIcon?: ReactNode;
  help?: ReactNode;
  userMenu?: ReactNode;
  /** Top bar, right: search, notifications. On its left a page's Breadcrumb is drawn. */
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
      <div className="min-h-dvh lg:flex lg:min-h-[calc(100dvh-var(--banner))]">
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
        <div className="relative min-w-0 flex-1">
          <section
            aria-label="Tools"
            className="flex h-12 items-center justify-end gap-1 border-b border-line bg-surface px-4 lg:px-6 print:hidden"
          >
            {slots.tools}
          </section>
          <main id={MAIN_ID} tabIndex={-1} className="px-4 py-5 lg:px-6">
            <ShellHome
              home={slots.homeLabel === undefined ? null : { label: slots.homeLabel, href: homeHref }}
            >
              {children}
            </ShellHome>
          </main>
        </div>
      </div>
    </>
  );
}
