'use client';
import { useActionState } from 'react';
import { Field } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { Callout } from '@/components/ui/callout';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import type { ScopeRequestRow } from '@/lib/studies/study';
import { changeScopeRequestAction } from '@/lib/studies/study-actions';
import { counted } from '@/lib/studies/study-state';

type Props = {
  studyId: string;
  request: ScopeRequestRow;
  isOpen: boolean;
  answered: number;
  onClose: () => void;
};

/** The reason and whether it is needed. The kind of data itself is another request. */
export function ChangeScopeDialog({ studyId, request, isOpen, answered, onClose }: Props) {
  const { scope } = request;
  const [error, submit] = useActionState<PublicError | null, FormData>(async (_before, form) => {
    const result = await changeScopeRequestAction({
      studyId,
      scopeCode: scope.code,
      reason: text(form, 'reason'),
      isRequired: form.has('isRequired'),
    });
    if (!result.ok) return result.error;
    onClose();
    return null;
  }, null);
  return (
    <Dialog
      isOpen
      size="md"
      onOpenChange={(open) => !open && onClose()}
      title={`Change the request for ${scope.name.toLowerCase()}`}
    >
      <form action={submit} {...keepTyped} className="space-y-4 pb-2">
        <FormError
          message={error?.message}
          fields={error?.fields}
          labels={{ reason: 'Why the study needs it' }}
        />
        <RequestFields request={request} error={error} />
        {isOpen && <AskedAgain answered={answered} />}
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
      </form>
    </Dialog>
  );
}

function AskedAgain({ answered }: { answered: number }) {
  return (
    <Callout tone="warning">
      {answered === 0
        ? 'Nobody has answered this request yet: patients read the new words when they decide.'
        : `${counted(answered, 'patient')} answered this request. They are asked again, and see the former and the new words. Until they answer, their earlier answer holds for what it covered. They get a letter about it, unless they switched those off.`}
    </Callout>
  );
}

function RequestFields({ request, error }: { request: ScopeRequestRow; error: PublicError | null }) {
  const { reason, isRequired } = request;
  return (
    <>
      <Field
        name="reason"
        label="Why the study needs it"
        help="One plain sentence. Patients read it when they decide."
        defaultValue={reason}
        errors={error?.fields?.['reason']}
        required
        maxLength={500}
      />
      <Checkbox name="isRequired" label="Required to take part" defaultChecked={isRequired} />
    </>
  );
}
