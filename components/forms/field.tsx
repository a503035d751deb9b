import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { Select, type SelectOption } from '@/components/ui/select';
import { cn } from '@/lib/cn';

export type FieldWords = {
  label: ReactNode;
  help?: ReactNode;
  errors?: string[] | undefined;
  /** "optional" and the like, behind the label. */
  hint?: ReactNode;
  isLabelHidden?: boolean;
};
type FrameProps = FieldWords & { id: string; children: ReactNode; className?: string | undefined };

/** Label above, help under the label, errors under the control. */
export function FieldFrame({
  id,
  label,
  help,
  errors,
  hint,
  isLabelHidden,
  children,
  className,
}: FrameProps) {
  return (
    <div className={cn('min-w-0', className)}>
      <label htmlFor={id} className={cn('block font-medium', isLabelHidden && 'sr-only')}>
        {label}
        {hint && <span className="ml-1.5 text-sm font-normal text-ink-2">{hint}</span>}
      </label>
      {help && (
        <p id={`${id}-help`} className="text-sm text-ink-2">
          {help}
        </p>
      )}
      <div className={cn(!isLabelHidden && 'mt-1.5')}>{children}</div>
      {errors && errors.length > 0 && (
        <p id={`${id}-error`} className="mt-1.5 text-sm font-medium text-danger">
          {errors.join(' ')}
        </p>
      )}
    </div>
  );
}

/** What ties a control to its words for a screen reader. */
export function describedBy(id: string, { help, errors }: Pick<FieldWords, 'help' | 'errors'>) {
  const isInvalid = errors !== undefined && errors.length > 0;
  return {
    'aria-invalid': isInvalid || undefined,
    'aria-describedby': cn(Boolean(help) && `${id}-help`, isInvalid && `${id}-error`) || undefined,
  };
}

type Named = { name: string };
type FieldProps = FieldWords & Named & ComponentProps<'input'>;

export function Field({ label, help, errors, hint, isLabelHidden, className, ...input }: FieldProps) {
  const generated = useId();
  const id = input.id ?? generated;
  const words = { label, help, errors, hint, ...(isLabelHidden && { isLabelHidden }) };
  return (
    <FieldFrame id={id} {...words} className={className}>
      <input type="text" {...input} id={id} {...describedBy(id, words)} className="control" />
    </FieldFrame>
  );
}

type TextAreaProps = FieldWords & Named & ComponentProps<'textarea'>;

export function TextAreaField({
  label,
  help,
  errors,
  hint,
  isLabelHidden,
  className,
  ...area
}: TextAreaProps) {
  const generated = useId();
  const id = area.id ?? generated;
  const words = { label, help, errors, hint, ...(isLabelHidden && { isLabelHidden }) };
  return (
    <FieldFrame id={id} {...words} className={className}>
      <textarea rows={4} {...area} id={id} {...describedBy(id, words)} className="control" />
    </FieldFrame>
  );
}

type SelectFieldProps = FieldWords &
  Named &
  Omit<ComponentProps<'select'>, 'children'> & { options: SelectOption[]; placeholder?: string };

export function SelectField({
  label,
  help,
  errors,
  hint,
  isLabelHidden,
  className,
  ...select
}: SelectFieldProps) {
  const generated = useId();
  const id = select.id ?? generated;
  const words = { label, help, errors, hint, ...(isLabelHidden && { isLabelHidden }) };
  return (
    <FieldFrame id={id} {...words} className={className}>
      <Select {...select} id={id} {...describedBy(id, words)} />
    </FieldFrame>
  );
}
