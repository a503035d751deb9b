'use client';
import { Menu as MenuIcon, PanelLeftClose, PanelLeftOpen, X } from 'lucide-react';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { currentHref } from '@/components/ui/current-path';
import { Link } from '@/components/ui/link';
import { Tooltip } from '@/components/ui/tooltip';
import { cn } from '@/lib/cn';
import { Brand, BrandMark } from './brand';
import { NavIcon, type NavItem } from './nav-icon';

const COLLAPSED_COOKIE = 'nav';
const YEAR_S = 31_536_000;

type Props = {
  label: string;
  homeHref: string;
  items: NavItem[];
  /** Under the product name: an organization switcher, or the name of the area. */
  head?: ReactNode;
  /** At the bottom: lock chip, help, user menu. Shown in full only when the bar is wide. */
  foot?: ReactNode;
  /** Instead of foot while the bar is narrow: what must stay within one press, such as the lock. */
  narrowFoot?: ReactNode;
  isCollapsedAtFirst?: boolean;
};

/** The left bar: 240 px, or 56 px when collapsed, or a panel under the top bar of a phone. */
export function SideNav({ label, homeHref, items, head, isCollapsedAtFirst = false, ...slots }: Props) {
  const [isCollapsed, setCollapsed] = useState(isCollapsedAtFirst);
  const [openOn, setOpenOn] = useState<string | null>(null);
  const pathname = usePathname();
  // Open belongs to the page it was opened on: following a link closes the panel without an effect.
  const isOpen = openOn === pathname;
  const collapse = (next: boolean) => {
    setCollapsed(next);
    document.cookie = `${COLLAPSED_COOKIE}=${next ? 'collapsed' : 'open'}; path=/; max-age=${YEAR_S}; samesite=lax`;
  };
  return (
    <header
      data-collapsed={isCollapsed || undefined}
      className="group/nav sticky top-0 z-30 flex flex-col border-line bg-surface max-lg:border-b lg:top-(--banner) lg:h-[calc(100dvh-var(--banner))] lg:w-60 lg:shrink-0 lg:border-r lg:data-collapsed:w-14 print:hidden"
    >
      <NavHead homeHref={homeHref} isOpen={isOpen} onToggle={() => setOpenOn(isOpen ? null : pathname)} />
      <div
        id="side-nav-panel"
        className={cn(
          'min-h-0 flex-1 flex-col max-lg:max-h-[calc(100dvh-3.5rem)] max-lg:overflow-y-auto lg:flex',
          isOpen ? 'flex' : 'hidden',
        )}
      >
        {head && <div className="px-3 pb-2 lg:group-data-collapsed/nav:hidden">{head}</div>}
        <NavList label={label} items={items} pathname={pathname} isCollapsed={isCollapsed} />
        {slots.narrowFoot && (
          <div className="hidden flex-col items-center gap-1 py-2 lg:group-data-collapsed/nav:flex">
            {slots.narrowFoot}
          </div>
        )}
        {slots.foot && (
          <div className="space-y-1 border-t border-line p-3 lg:group-data-collapsed/nav:hidden">
            {slots.foot}
          </div>
        )}
        <CollapseButton isCollapsed={isCollapsed} onChange={collapse} />
      </div>
    </header>
  );
}

function NavHead({
  homeHref,
  isOpen,
  onToggle,
}: {
  homeHref: string;
  isOpen: boolean;
  onToggle: () => void;
}) {
  return (
    <div className="flex h-14 shrink-0 items-center justify-between px-3.5">
      <Link href={homeHref} aria-label="Wellkept" className="rounded-md">
        <Brand className="lg:group-data-collapsed/nav:hidden" />
        <BrandMark className="hidden lg:group-data-collapsed/nav:block" />
      </Link>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls="side-nav-panel"
        aria-label="Menu"
        onClick={onToggle}
        className={cn(buttonClass({ variant: 'quiet' }), 'w-10 px-0 lg:hidden [&_svg]:size-5')}
      >
        {isOpen ? <X aria-hidden /> : <MenuIcon aria-hidden />}
      </button>
    </div>
  );
}

type ListProps = { label: string; items: NavItem[]; pathname: string; isCollapsed: boolean };

function NavList({ label, items, pathname, isCollapsed }: ListProps) {
  const current = currentHref(
    items.map(({ href }) => href),
    pathname,
  );
  return (
    <nav aria-label={label} className="flex-1 overflow-y-auto px-2 py-1">
      <ul className="space-y-0.5">
        {items.map((item) => (
          <li key={item.href}>
            {isCollapsed ? (
              <Tooltip text={item.label} side="right" isDescription={false} className="flex">
                <NavLink item={item} isCurrent={item.href === current} />
              </Tooltip>
            ) : (
              <NavLink item={item} isCurrent={item.href === current} />
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function NavLink({ item, isCurrent }: { item: NavItem; isCurrent: boolean }) {
  return (
    <Link
      href={item.href}
      aria-current={isCurrent ? 'page' : undefined}
      className={cn(
        'flex min-h-9 flex-1 items-center gap-2.5 rounded-md px-2.5 font-medium -outline-offset-2 max-lg:min-h-11',
        isCurrent ? 'bg-accent-soft text-link' : 'text-ink-2 hover:bg-hover hover:text-ink',
      )}
    >
      <NavIcon name={item.icon} className="size-4.5 shrink-0" />
      <span className="min-w-0 flex-1 truncate lg:group-data-collapsed/nav:sr-only">{item.label}</span>
      {item.count !== undefined && item.count > 0 && (
        <span className="rounded-full bg-sunken px-1.5 text-xs text-ink-2 tabular-nums lg:group-data-collapsed/nav:hidden">
          {item.count}
        </span>
      )}
    </Link>
  );
}

function CollapseButton({
  isCollapsed,
  onChange,
}: {
  isCollapsed: boolean;
  onChange: (next: boolean) => void;
}) {
  const Icon = isCollapsed ? PanelLeftOpen : PanelLeftClose;
  return (
    <button
      type="button"
      aria-label={isCollapsed ? 'Widen the side bar' : 'Narrow the side bar'}
      onClick={() => onChange(!isCollapsed)}
      className="m-2 mt-0 hidden min-h-9 items-center rounded-md px-2.5 text-ink-3 hover:bg-hover hover:text-ink lg:flex"
    >
      <Icon aria-hidden className="size-4.5" />
    </button>
  );
}
