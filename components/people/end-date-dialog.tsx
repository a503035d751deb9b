'use client';
import { useActionState } from 'react';
import { Field } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { Dialog } from '@/components/ui/dialog';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import { setMembershipEndAction } from '@/lib/organizations/membership-actions';
import type { PersonRow } from '@/lib/people/person';

type Props = { given: NonNullable<PersonRow['given']>; name: string; onClose: () => void };

export function EndDateDialog({ given, name, onClose }: Props) {
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Until when does ${name} have access?`}
      description="The role given here ends by itself after this day. A role from above stays."
    >
      <EndDateForm given={given} onClose={onClose} />
    </Dialog>
  );
}

function EndDateForm({ given, onClose }: Omit<Props, 'name'>) {
  const [error, submit] = useActionState<PublicError | null, FormData>(async (_before, form) => {
    const lastDay = text(form, 'lastDay');
    const result = await setMembershipEndAction({
      membershipId: given.membershipId,
      lastDay: lastDay === '' ? null : lastDay,
    });
    if (!result.ok) return result.error;
    onClose();
    return null;
  }, null);
  return (
    <form action={submit} {...keepTyped} className="space-y-4 pb-2">
      <FormError message={error?.message} fields={error?.fields} labels={{ lastDay: 'Last day' }} />
      <Field
        name="lastDay"
        type="date"
        label="Last day"
        help="Empty: no end."
        defaultValue={given.endsAt === null ? '' : lastDayOf(given.endsAt)}
        errors={error?.fields?.['lastDay']}
      />
      <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
    </form>
  );
}

/** What is kept is the first moment without access. */
export function lastDayOf(endsAt: string): string {
  return new Date(Date.parse(endsAt) - 1).toISOString().slice(0, 10);
}
