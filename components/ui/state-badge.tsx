import {
  Ban,
  CalendarX,
  CircleCheck,
  CircleMinus,
  Clock,
  Lock,
  OctagonX,
  Pause,
  type LucideIcon,
} from 'lucide-react';
import { cn } from '@/lib/cn';

export type BadgeState =
  'granted' | 'pending' | 'declined' | 'stopped' | 'expired' | 'paused' | 'locked' | 'refused';

const LOOKS: Record<BadgeState, { icon: LucideIcon; className: string }> = {
  granted: { icon: CircleCheck, className: 'bg-state-granted-soft text-state-granted' },
  pending: { icon: Clock, className: 'bg-state-pending-soft text-state-pending' },
  declined: {
    icon: CircleMinus,
    className: 'bg-state-declined-soft text-state-declined ring-1 ring-line ring-inset',
  },
  stopped: { icon: OctagonX, className: 'bg-state-stopped-soft text-state-stopped' },
  expired: { icon: CalendarX, className: 'bg-state-expired-soft text-state-expired' },
  paused: { icon: Pause, className: 'bg-state-paused-soft text-state-paused' },
  locked: { icon: Lock, className: 'bg-state-locked-soft text-state-locked' },
  // A refusal is grey: it is somebody's answer or a rule at work, not an error.
  refused: { icon: Ban, className: 'bg-state-declined-soft text-state-declined ring-1 ring-line ring-inset' },
};

type Props = { state: BadgeState; word: string; className?: string; title?: string };

/** Icon, word and colour together, so that none of them is needed alone. The word comes from the caller. */
export function StateBadge({ state, word, className, title }: Props) {
  const { icon: Icon, className: look } = LOOKS[state];
  return (
    <span
      data-state={state}
      title={title}
      className={cn(
        'inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap',
        'forced-colors:border',
        look,
        className,
      )}
    >
      <Icon aria-hidden className="size-[1.15em] shrink-0" />
      {word}
    </span>
  );
}

/** The icon alone, for a matrix cell that names its state in its own accessible text. */
export function StateIcon({ state, className }: { state: BadgeState; className?: string }) {
  const { icon: Icon, className: look } = LOOKS[state];
  return (
    <span
      aria-hidden
      className={cn('inline-flex size-6 items-center justify-center rounded-full', look, className)}
    >
      <Icon className="size-3.5" />
    </span>
  );
}
