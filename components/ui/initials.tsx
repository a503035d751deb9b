import { cn } from '@/lib/cn';
import { initialsOf } from '@/lib/format';

type Props = { name: string; locale?: string; size?: 'sm' | 'md'; className?: string };

/**
 * Decoration beside a written name: hidden from screen readers, which read the name. Not text of the page either: what
 * is written on a button has to be in the button's name (WCAG 2.5.3).
 */
export function Initials({ name, locale = 'en', size = 'sm', className }: Props) {
  return (
    <span
      aria-hidden
      data-initials={initialsOf(name, locale)}
      className={cn(
        'inline-flex shrink-0 items-center justify-center rounded-full bg-sunken font-medium text-ink-2 select-none before:content-[attr(data-initials)]',
        size === 'sm' ? 'size-6 text-xs' : 'size-8 text-xs',
        className,
      )}
    />
  );
}
