import type { ReactNode } from 'react';
import { Link } from '@/components/ui/link';
import { Brand } from './brand';
import type { NavItem } from './nav-icon';
import { NavIcon } from './nav-icon';
import { PatientBottomBar, PatientTopNav } from './patient-nav';
import { MAIN_ID, SkipLink } from './skip-link';

type Props = {
  children: ReactNode;
  homeHref: string;
  /** Four items: they are the top bar of a wide screen and the bottom bar of a phone. */
  navItems: NavItem[];
  helpItem: NavItem;
  labels: { skip: string; nav: string };
  lockChip?: ReactNode;
  userMenu?: ReactNode;
  languageSwitch?: ReactNode;
  banner?: ReactNode;
};

/** The frame of /me: no side bar, one column of 680 px, large type, the same help in the same place. */
export function PatientShell({ children, homeHref, navItems, helpItem, labels, banner, ...slots }: Props) {
  return (
    <div className="scale-patient min-h-dvh pb-20 sm:pb-0 print:min-h-0 print:pb-0">
      <SkipLink label={labels.skip} />
      {banner}
      <header className="border-b border-line bg-surface print:hidden">
        <div className="mx-auto flex max-w-[72rem] flex-wrap items-center gap-x-1 gap-y-1 px-3 sm:gap-x-4 sm:px-4 py-2">
          <Link href={homeHref} aria-label="Wellkept" className="flex min-h-11 items-center rounded-md">
            <Brand />
          </Link>
          <PatientTopNav label={labels.nav} items={navItems} />
          <div className="ml-auto flex flex-wrap items-center gap-1">
            {slots.lockChip}
            <Link
              href={helpItem.href}
              className="flex min-h-11 items-center gap-1.5 rounded-md px-3 text-sm font-medium text-ink-2 hover:bg-hover hover:text-ink"
            >
              <NavIcon name={helpItem.icon} className="size-5" />
              <span className="max-sm:sr-only">{helpItem.label}</span>
            </Link>
            {slots.languageSwitch}
            {slots.userMenu}
          </div>
        </div>
      </header>
      <main
        id={MAIN_ID}
        tabIndex={-1}
        className="mx-auto max-w-[42.5rem] space-y-6 px-4 py-6 sm:py-8 print:space-y-3 print:p-0"
      >
        {children}
      </main>
      <PatientBottomBar label={labels.nav} items={navItems} />
    </div>
  );
}
