import type { ReactNode } from 'react';
import { useId } from 'react';
import { cn } from '@/lib/cn';

export type RadioOption = { value: string; label: ReactNode; help?: ReactNode; isDisabled?: boolean };
type Props = {
  legend: ReactNode;
  name: string;
  options: RadioOption[];
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
  help?: ReactNode;
  errors?: string[] | undefined;
  isLegendHidden?: boolean;
  /** Cards with a border, for choices that need a sentence each. */
  look?: 'plain' | 'cards';
};

/** A choice of one, as native radio buttons in a fieldset: arrows and form data come with them. */
export function RadioGroup({ legend, help, errors, isLegendHidden, look = 'plain', ...props }: Props) {
  const id = useId();
  const notes = cn(help !== undefined && `${id}-help`, errors && `${id}-error`) || undefined;
  return (
    <fieldset aria-describedby={notes} className="min-w-0">
      <legend className={cn('mb-1.5 font-medium', isLegendHidden && 'sr-only')}>{legend}</legend>
      {help && (
        <p id={`${id}-help`} className="mb-2 text-sm text-ink-2">
          {help}
        </p>
      )}
      <div className={cn('flex flex-col', look === 'cards' ? 'gap-2' : 'gap-1')}>
        {props.options.map((option) => (
          <Radio key={option.value} {...props} option={option} id={`${id}-${option.value}`} look={look} />
        ))}
      </div>
      {errors && (
        <p id={`${id}-error`} className="mt-1.5 text-sm text-danger">
          {errors.join(' ')}
        </p>
      )}
    </fieldset>
  );
}

type RadioProps = Pick<Props, 'name' | 'value' | 'defaultValue' | 'onChange'> & {
  option: RadioOption;
  id: string;
  look: 'plain' | 'cards';
};

function Radio({ option, id, look, name, value, defaultValue, onChange }: RadioProps) {
  const state =
    value === undefined
      ? { defaultChecked: defaultValue === option.value }
      : { checked: value === option.value };
  const helpId = option.help ? `${id}-help` : undefined;
  return (
    <label
      htmlFor={id}
      className={cn(
        'flex min-h-8 cursor-pointer items-start gap-2.5',
        look === 'cards' &&
          'rounded-md border border-line p-3 has-checked:border-accent has-checked:bg-accent-soft',
      )}
    >
      <input
        {...state}
        {...(onChange && { onChange: () => onChange(option.value) })}
        id={id}
        type="radio"
        name={name}
        value={option.value}
        disabled={option.isDisabled}
        aria-describedby={helpId}
        aria-labelledby={`${id}-label`}
        className="tick mt-[0.15em] size-[1.15em]"
      />
      <span>
        <span id={`${id}-label`} className={cn(look === 'cards' && 'font-medium')}>
          {option.label}
        </span>
        {option.help && (
          <span id={helpId} className="block text-sm text-ink-2">
            {option.help}
          </span>
        )}
      </span>
    </label>
  );
}
