import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

type Props = {
  title: ReactNode;
  /** How many there are, in grey behind the title. */
  count?: ReactNode;
  /** A state badge, beside the title. */
  status?: ReactNode;
  meta?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

/** The head of a page: what it is, how many, and the one thing most people come to do. */
export function PageHead({ title, count, status, meta, actions, className }: Props) {
  return (
    <header
      className={cn('mb-4 flex min-h-10 flex-wrap items-center justify-between gap-x-6 gap-y-2', className)}
    >
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-xl font-semibold tracking-tight text-ink">{title}</h1>
          {count !== undefined && <span className="text-base text-ink-2 tabular-nums">{count}</span>}
          {status}
        </div>
        {meta && <div className="mt-0.5 text-ink-2">{meta}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
    </header>
  );
}
