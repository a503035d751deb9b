import { ChevronRight } from 'lucide-react';
import { Link } from '@/components/ui/link';

export type Crumb = { label: string; href?: string };

/** The way here, from the top. The last part is this page and leads nowhere. */
export function Breadcrumb({ crumbs, label = 'Breadcrumb' }: { crumbs: Crumb[]; label?: string }) {
  return (
    <nav aria-label={label}>
      <ol className="flex flex-wrap items-center gap-x-1 text-sm text-ink-2">
        {crumbs.map((crumb, index) => (
          <li key={`${index}-${crumb.label}`} className="flex min-w-0 items-center gap-1">
            {index > 0 && <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-3" />}
            {crumb.href !== undefined && index < crumbs.length - 1 ? (
              <Link href={crumb.href} className="truncate rounded-sm py-1 hover:text-ink hover:underline">
                {crumb.label}
              </Link>
            ) : (
              <span aria-current="page" className="truncate py-1 font-medium text-ink">
                {crumb.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
