import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

type Props = {
  children: ReactNode;
  title?: ReactNode;
  headingLevel?: 2 | 3;
  description?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  /** For a table or a list that draws its own lines up to the edge. */
  flush?: boolean;
  className?: string;
  id?: string;
};

export function Card({ children, title, headingLevel = 2, flush = false, className, id, ...slots }: Props) {
  const Heading = headingLevel === 2 ? 'h2' : 'h3';
  const hasHead = Boolean(title ?? slots.actions);
  return (
    <section
      id={id}
      data-card
      className={cn(
        'min-w-0 rounded-lg border border-line bg-surface',
        flush && 'overflow-hidden',
        className,
      )}
    >
      {hasHead && (
        <header
          className={cn(
            'flex flex-wrap justify-between gap-x-4 gap-y-2 px-4 pt-4',
            slots.description ? 'items-start' : 'items-center',
            flush && 'pb-3',
          )}
        >
          <div className="min-w-0">
            {title && <Heading className="text-lg font-semibold text-ink">{title}</Heading>}
            {slots.description && <p className="text-sm text-ink-2">{slots.description}</p>}
          </div>
          {slots.actions && <div className="flex flex-wrap items-center gap-2">{slots.actions}</div>}
        </header>
      )}
      <div className={cn(!flush && 'p-4', !flush && hasHead && 'pt-3')}>{children}</div>
      {slots.footer && (
        <footer className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-3">
          {slots.footer}
        </footer>
      )}
    </section>
  );
}
