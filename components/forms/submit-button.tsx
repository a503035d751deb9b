'use client';
import type { ComponentProps } from 'react';
import { useFormStatus } from 'react-dom';
import { Button } from '@/components/ui/press-button';

type Props = Omit<ComponentProps<typeof Button>, 'type'>;

/** The button of a form: pending while the form's action runs, so that one press is one request. */
export function SubmitButton({ variant = 'primary', isPending = false, ...props }: Props) {
  const { pending } = useFormStatus();
  return <Button {...props} type="submit" variant={variant} isPending={isPending || pending} />;
}
