import { cn } from '@/lib/cn';
import { initialsOf } from '@/lib/format';

type Props = { name: string; locale?: string; size?: 'sm' | 'md'; className?: string };

/** Decoration beside a written name: hidden from screen readers, which read the name. */
export function Initials({ name, locale = 'en', size = 'sm', className }: Props) {
  return (
    <span
      aria-hidden
      className={cn(
        'inline-flex shrink-0 items-center justify-center rounded-full bg-sunken font-medium text-ink-2 select-none',
        size === 'sm' ? 'size-6 text-xs' : 'size-8 text-xs',
        className,
      )}
    >
      {initialsOf(name, locale)}
    </span>
  );
}
