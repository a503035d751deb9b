import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { cn } from '@/lib/cn';

type Props = Omit<ComponentProps<'input'>, 'type' | 'role'> & { label: ReactNode; help?: ReactNode };

/** For something that is on or off at once, such as a pause. A question with "not answered yet" needs buttons. */
export function Switch({ label, help, className, ...input }: Props) {
  const id = useId();
  return (
    <span className={cn('flex min-h-[var(--control-height)] items-center justify-between gap-4', className)}>
      <span>
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {help && (
          <span id={`${id}-help`} className="block text-sm text-ink-2">
            {help}
          </span>
        )}
      </span>
      <input
        {...input}
        id={id}
        type="checkbox"
        role="switch"
        aria-describedby={help ? `${id}-help` : undefined}
        className={cn(
          'relative h-6 w-11 shrink-0 appearance-none rounded-full border border-control bg-sunken transition-colors',
          'before:absolute before:top-[3px] before:left-[3px] before:size-4 before:rounded-full before:bg-control before:transition-transform',
          'checked:border-accent checked:bg-accent checked:before:translate-x-5 checked:before:bg-on-accent disabled:opacity-50',
          'not-disabled:cursor-pointer forced-colors:appearance-auto',
        )}
      />
    </span>
  );
}
