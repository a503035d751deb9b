'use client';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { currentHref } from './current-path';
import { Link } from './link';

export type Tab = { href: string; label: string; count?: number | string; icon?: ReactNode };
type Props = {
  label: string;
  tabs: Tab[];
  /** The href of the shown tab; without it, the tab whose path is the longest beginning of the address. */
  current?: string;
  className?: string;
};

/** Tabs are links: each has an address, the back button works, and a screen reader hears a navigation. */
export function Tabs({ label, tabs, current, className }: Props) {
  const pathname = usePathname();
  const hrefs = tabs.map(({ href }) => href);
  const shown = current ?? currentHref(hrefs, pathname);
  return (
    <nav aria-label={label} className={cn('overflow-x-auto border-b border-line print:hidden', className)}>
      <ul className="flex min-w-max gap-1 p-0.5 pb-0">
        {tabs.map(({ href, label: text, count, icon }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={href === shown ? 'page' : undefined}
              className={cn(
                'flex min-h-10 items-center gap-1.5 rounded-t-sm border-b-2 px-3 text-base font-medium [&_svg]:size-4',
                href === shown ? 'border-accent text-ink' : 'border-transparent text-ink-2 hover:text-ink',
              )}
            >
              {icon}
              {text}
              {count !== undefined && (
                <span className="rounded-full bg-sunken px-1.5 text-xs text-ink-2 tabular-nums">{count}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
