import { ChartLine, CircleOff, LoaderCircle, Lock, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { ChartFigure } from './chart-figure';
import { CHART_HEIGHT_CLASS, type ChartSize } from './chart-types';

export type ChartFrameState = 'loading' | 'locked' | 'empty' | 'error' | 'no-consent';

type Props = {
  state: ChartFrameState;
  title: string;
  headingLevel?: 2 | 3;
  /** What is the matter, in one sentence: "1,204 readings are locked". */
  message: string;
  /** Why, or what to do. */
  detail?: ReactNode;
  summary?: ReactNode;
  meta?: ReactNode;
  /** The same as beside the chart, so that they stay where they are. */
  actions?: ReactNode;
  size?: ChartSize;
  /** One action: an Unlock button, "Try again"; or a Progress line while loading. */
  children?: ReactNode;
  className?: string;
};

const MARKS = {
  loading: { icon: LoaderCircle, className: 'text-ink-3 animate-spin' },
  locked: { icon: Lock, className: 'text-state-locked' },
  empty: { icon: ChartLine, className: 'text-ink-3' },
  error: { icon: TriangleAlert, className: 'text-danger' },
  'no-consent': { icon: CircleOff, className: 'text-state-declined' },
};

/** A chart without its data: it keeps the place and the height, and says why. */
export function ChartFrame({ state, title, message, detail, size = 'md', children, ...figure }: Props) {
  const { icon: Icon, className: mark } = MARKS[state];
  return (
    <ChartFigure
      title={title}
      {...(figure.headingLevel && { headingLevel: figure.headingLevel })}
      summary={figure.summary}
      meta={figure.meta}
      actions={figure.actions}
      className={figure.className}
    >
      <div
        role={state === 'error' ? 'alert' : state === 'loading' ? 'status' : undefined}
        data-state={state}
        className={cn(
          'relative flex flex-col items-center justify-center gap-2 overflow-hidden rounded-md border border-line bg-sunken px-4 text-center',
          CHART_HEIGHT_CLASS[size],
        )}
      >
        <Icon aria-hidden className={cn('size-6', mark)} />
        <p className="font-medium text-ink">{message}</p>
        {detail && <div className="max-w-[52ch] text-sm text-ink-2">{detail}</div>}
        {children && <div className="mt-1 flex w-full max-w-sm flex-col items-center gap-2">{children}</div>}
      </div>
    </ChartFigure>
  );
}
