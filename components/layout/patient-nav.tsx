'use client';
import { usePathname } from 'next/navigation';
import { currentHref } from '@/components/ui/current-path';
import { Link } from '@/components/ui/link';
import { cn } from '@/lib/cn';
import { NavIcon, type NavItem } from './nav-icon';

type Props = { label: string; items: NavItem[] };

function useCurrent(items: NavItem[]): string | undefined {
  return currentHref(
    items.map(({ href }) => href),
    usePathname(),
  );
}

/** In the top bar, from 640 px on. */
export function PatientTopNav({ label, items }: Props) {
  const current = useCurrent(items);
  return (
    <nav aria-label={label} className="hidden sm:block">
      <ul className="flex flex-wrap gap-1">
        {items.map(({ href, label: text }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={href === current ? 'page' : undefined}
              className={cn(
                'flex min-h-11 items-center rounded-md px-3 text-sm font-medium',
                href === current ? 'bg-accent-soft text-link' : 'text-ink-2 hover:bg-hover hover:text-ink',
              )}
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** At the bottom of a phone, under the thumb: four items with an icon and a word. */
export function PatientBottomBar({ label, items }: Props) {
  const current = useCurrent(items);
  return (
    <nav
      aria-label={label}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] sm:hidden print:hidden"
    >
      <ul className="grid grid-cols-4">
        {items.slice(0, 4).map(({ href, label: text, icon }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={href === current ? 'page' : undefined}
              className={cn(
                'flex min-h-16 flex-col items-center justify-center gap-0.5 px-0.5 text-center text-xs leading-tight -outline-offset-2',
                href === current ? 'font-medium text-link' : 'text-ink-2',
              )}
            >
              <NavIcon name={icon} className="size-5.5" />
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
