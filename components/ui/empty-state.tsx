import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

type Props = {
  title: string;
  text?: ReactNode;
  icon?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** Why there is nothing here, and what to do about it. */
export function EmptyState({ title, text, icon, action, className }: Props) {
  return (
    <div className={cn('flex flex-col items-center gap-1.5 px-4 py-10 text-center', className)}>
      {icon && (
        <span aria-hidden className="mb-1 text-ink-3 [&_svg]:size-6">
          {icon}
        </span>
      )}
      <p className="text-base font-semibold text-ink">{title}</p>
      {text && <div className="max-w-[52ch] text-ink-2">{text}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
