'use client';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { Link } from '@/components/ui/link';
import type { Tab } from '@/components/ui/tabs';
import { useShellHome } from './shell-home';

export type Crumb = { label: string; href?: string };
type Props = {
  /** From below the organization down to this page. */
  crumbs: Crumb[];
  /** Of the thing the last crumb names: a tab that is not the first is one step more. */
  tabs?: Tab[];
  label?: string;
};

/**
 * The way here, from the top. The last part is this page and leads nowhere; on a phone the part before it is a way back.
 * It stands in the page, which knows the names, and is drawn in the shell's top bar.
 */
export function Breadcrumb({ crumbs, tabs = [], label = 'Breadcrumb' }: Props) {
  const home = useShellHome();
  const pathname = usePathname();
  const tab = tabs.slice(1).find(({ href }) => href === pathname);
  const steps: Crumb[] = [...(home ? [home] : []), ...crumbs, ...(tab ? [{ label: tab.label }] : [])];
  const back = steps.at(-2);
  return (
    <nav
      aria-label={label}
      className="absolute top-0 right-40 left-4 flex h-12 items-center text-sm text-ink-2 lg:left-6 lg:right-64 xl:right-[26rem] print:hidden"
    >
      <ol className="hidden min-w-0 items-center gap-x-1 sm:flex">
        {steps.map((step, index) => (
          <Step
            key={`${index}-${step.label}`}
            step={step}
            isFirst={index === 0}
            isLast={index === steps.length - 1}
          />
        ))}
      </ol>
      {back?.href !== undefined && (
        <Link
          href={back.href}
          className="flex min-h-11 min-w-0 items-center gap-1 hover:text-ink hover:underline sm:hidden"
        >
          <ChevronLeft aria-hidden className="size-4 shrink-0" />
          <bdi className="truncate">{back.label}</bdi>
        </Link>
      )}
    </nav>
  );
}

function Step({
  step: { label, href },
  isFirst,
  isLast,
}: {
  step: Crumb;
  isFirst: boolean;
  isLast: boolean;
}) {
  return (
    <li className="flex min-w-0 items-center gap-1">
      {!isFirst && <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-3" />}
      {href !== undefined && !isLast ? (
        <Link href={href} className="truncate rounded-sm py-1 hover:text-ink hover:underline">
          <bdi>{label}</bdi>
        </Link>
      ) : (
        <span {...(isLast && { 'aria-current': 'page' })} className="truncate py-1 font-medium text-ink">
          <bdi>{label}</bdi>
        </span>
      )}
    </li>
  );
}
