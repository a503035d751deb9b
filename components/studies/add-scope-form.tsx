'use client';
import { useActionState } from 'react';
import { Field } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { Checkbox } from '@/components/ui/checkbox';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import type { Scope } from '@/lib/studies/study';
import { addScopeRequestAction } from '@/lib/studies/study-actions';
import { counted } from '@/lib/studies/study-state';
import { ScopePicker } from './scope-picker';

const LABELS = { scopeCode: 'Kind of data', reason: 'Why the study needs it' };
type Props = { studyId: string; askable: Scope[]; isOpen: boolean; takingPart: number };

/** Stands open in the page: choose, say why, add. */
export function AddScopeForm({ studyId, askable, isOpen, takingPart }: Props) {
  const [error, submit] = useActionState<PublicError | null, FormData>(async (_before, form) => {
    const result = await addScopeRequestAction({
      studyId,
      scopeCode: text(form, 'scopeCode'),
      reason: text(form, 'reason'),
      isRequired: form.has('isRequired'),
    });
    return result.ok ? null : result.error;
  }, null);
  if (askable.length === 0)
    return <p className="pt-3 text-ink-2">The study asks for every kind of data there is.</p>;
  return (
    <form
      action={submit}
      {...keepTyped}
      aria-label="Ask for more"
      className="mt-2 space-y-4 border-t border-line pt-4"
    >
      <ScopeFields askable={askable} error={error} />
      {isOpen && (
        <p className="text-sm text-ink-2">
          {takingPart === 0 ? 'Everybody who joins' : counted(takingPart, 'patient')} will be asked. Until
          they answer, nothing of this kind can be read.
        </p>
      )}
      <SubmitButton variant="secondary" pendingLabel="Adding…">
        Add
      </SubmitButton>
    </form>
  );
}

function ScopeFields({ askable, error }: { askable: Scope[]; error: PublicError | null }) {
  return (
    <>
      <FormError message={error?.message} fields={error?.fields} labels={LABELS} />
      <ScopePicker scopes={askable} errors={error?.fields?.['scopeCode']} />
      <Field
        name="reason"
        label={LABELS.reason}
        help="One plain sentence. Patients read it when they decide."
        errors={error?.fields?.['reason']}
        required
        maxLength={500}
      />
      <Checkbox name="isRequired" label="Required to take part" />
    </>
  );
}
