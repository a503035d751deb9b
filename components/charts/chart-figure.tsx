import type { ReactNode } from 'react';
import { useId } from 'react';
import { cn } from '@/lib/cn';

type Props = {
  title: string;
  headingLevel?: 2 | 3;
  /** One sentence that says what the drawing shows. */
  summary: ReactNode;
  /** Range, zone and unit. */
  meta?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
};

/** Title, sentence and small print around a drawing, the same with and without data. */
export function ChartFigure({ title, headingLevel = 3, summary, meta, actions, children, className }: Props) {
  const id = useId();
  const Heading = headingLevel === 2 ? 'h2' : 'h3';
  return (
    <figure aria-labelledby={id} className={cn('min-w-0', className)}>
      <figcaption className="mb-2 flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <div className="min-w-0">
          <Heading id={id} className="text-lg font-semibold text-ink">
            {title}
          </Heading>
          <p className="min-h-5 text-ink-2">{summary}</p>
          <p className="min-h-4 text-xs text-ink-3">{meta}</p>
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
      </figcaption>
      {children}
    </figure>
  );
}
