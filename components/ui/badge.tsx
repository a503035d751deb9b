import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

export type BadgeTone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger';

const TONES: Record<BadgeTone, string> = {
  neutral: 'bg-sunken text-ink-2 ring-1 ring-line ring-inset',
  accent: 'bg-state-paused-soft text-state-paused',
  success: 'bg-state-granted-soft text-state-granted',
  warning: 'bg-state-pending-soft text-state-pending',
  danger: 'bg-state-stopped-soft text-state-stopped',
};

type Props = { children: ReactNode; tone?: BadgeTone; icon?: ReactNode; className?: string };

/** A short word beside something. For the state of a consent use StateBadge. */
export function Badge({ children, tone = 'neutral', icon, className }: Props) {
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1 rounded-sm px-1.5 py-0.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0',
        'forced-colors:border',
        TONES[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
