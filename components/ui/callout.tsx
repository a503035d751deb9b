import { CircleCheck, Info, OctagonAlert, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

export type CalloutTone = 'info' | 'success' | 'warning' | 'danger';

const TONES: Record<CalloutTone, { icon: LucideIcon; box: string; mark: string }> = {
  info: { icon: Info, box: 'bg-accent-soft', mark: 'text-link' },
  success: { icon: CircleCheck, box: 'bg-success-soft', mark: 'text-success' },
  warning: { icon: TriangleAlert, box: 'bg-warning-soft', mark: 'text-warning' },
  danger: { icon: OctagonAlert, box: 'bg-danger-soft', mark: 'text-danger' },
};

type Props = {
  tone: CalloutTone;
  children?: ReactNode;
  title?: ReactNode;
  /** 'status' or 'alert' when it appears as the answer to something; nothing when it is part of the page. */
  role?: 'status' | 'alert';
  actions?: ReactNode;
  className?: string;
};

export function Callout({ tone, children, title, role, actions, className }: Props) {
  const { icon: Icon, box, mark } = TONES[tone];
  return (
    <div role={role} className={cn('flex gap-3 rounded-lg border border-line p-3 text-ink', box, className)}>
      <Icon aria-hidden className={cn('mt-0.5 size-[1.3em] shrink-0', mark)} />
      <div className="min-w-0 flex-1 space-y-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-ink">{children}</div>}
        {actions && <div className="flex flex-wrap gap-2 pt-2">{actions}</div>}
      </div>
    </div>
  );
}
