import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { cn } from '@/lib/cn';

type Props = Omit<ComponentProps<'input'>, 'type'> & {
  label: ReactNode;
  help?: ReactNode;
  isLabelHidden?: boolean;
};

/** A tick box: the whole line is its target. */
export function Checkbox({ label, help, isLabelHidden = false, className, ...input }: Props) {
  const id = useId();
  return (
    <span className={cn('flex items-start gap-2.5', className)}>
      <input
        {...input}
        id={input.id ?? id}
        type="checkbox"
        aria-describedby={help ? `${id}-help` : input['aria-describedby']}
        className="tick mt-[0.15em] size-[1.15em]"
      />
      <span className={cn(isLabelHidden && 'sr-only')}>
        <label htmlFor={input.id ?? id}>{label}</label>
        {help && (
          <span id={`${id}-help`} className="block text-sm text-ink-2">
            {help}
          </span>
        )}
      </span>
    </span>
  );
}
