'use client';
import { Eye, EyeOff } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useId, useState } from 'react';
import { describedBy, FieldFrame, type FieldWords } from './field';

type Props = FieldWords &
  Omit<ComponentProps<'input'>, 'type'> & {
    name: string;
    /** 'current-password', 'new-password' or 'one-time-code': password managers need it. */
    autoComplete: string;
    showLabel?: string;
    hideLabel?: string;
  };

/** A secret that may be pasted, filled in by a manager, and looked at. */
export function PasswordField({
  label,
  help,
  errors,
  hint,
  className,
  showLabel,
  hideLabel,
  ...input
}: Props) {
  const id = useId();
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <FieldFrame id={id} label={label} help={help} errors={errors} hint={hint} className={className}>
      <div className="relative">
        <input
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          {...input}
          id={id}
          type={isShown ? 'text' : 'password'}
          {...describedBy(id, { help, errors })}
          className="control pr-12"
        />
        <button
          type="button"
          aria-label={isShown ? (hideLabel ?? 'Hide') : (showLabel ?? 'Show')}
          aria-controls={id}
          onClick={() => setShown(!isShown)}
          className="absolute inset-y-0 right-0 flex w-11 items-center justify-center rounded-md text-ink-2 hover:text-ink"
        >
          <Icon aria-hidden className="size-4" />
        </button>
      </div>
    </FieldFrame>
  );
}
