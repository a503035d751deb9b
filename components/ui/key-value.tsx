import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

export type KeyValueItem = { label: ReactNode; value: ReactNode };
type Props = { items: KeyValueItem[]; className?: string; isStacked?: boolean };

/** Facts with names. On a narrow screen the name stands above its fact. */
export function KeyValue({ items, className, isStacked = false }: Props) {
  return (
    <dl
      className={cn('grid gap-x-6', !isStacked && 'sm:grid-cols-[minmax(8rem,max-content)_1fr]', className)}
    >
      {items.map(({ label, value }, index) => (
        <div key={index} className={cn('py-1.5', !isStacked && 'sm:contents')}>
          <dt
            className={cn(
              'text-sm text-ink-2',
              !isStacked && 'sm:py-1.5 sm:leading-(--text-base--line-height)',
            )}
          >
            {label}
          </dt>
          <dd className={cn('min-w-0', !isStacked && 'sm:py-1.5')}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
