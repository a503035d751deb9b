import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

export type SelectOption = { value: string; label: string; isDisabled?: boolean };
type Props = Omit<ComponentProps<'select'>, 'children'> & {
  options: SelectOption[];
  /** Shown first and without a value, for a choice that has not been made. */
  placeholder?: string;
};

/** The browser's own select: it works without script, with every keyboard, and as a wheel on a phone. */
export function Select({ options, placeholder, className, ...props }: Props) {
  return (
    <span className={cn('relative block', className)}>
      <select {...props} className="control appearance-none pr-9">
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map(({ value, label, isDisabled }) => (
          <option key={value} value={value} disabled={isDisabled}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-ink-2"
      />
    </span>
  );
}
