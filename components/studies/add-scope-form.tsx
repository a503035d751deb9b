'use client';
import { useActionState } from 'react';
import { Field, SelectField } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { Checkbox } from '@/components/ui/checkbox';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import type { Scope } from '@/lib/studies/study';
import { addScopeRequestAction } from '@/lib/studies/study-actions';

const LABELS = { scopeCode: 'Kind of data', reason: 'Why the study needs it' };
type Props = { studyId: string; askable: Scope[]; isOpen: boolean };

/** Stands open in the page: choose, say why, add. */
export function AddScopeForm({ studyId, askable, isOpen }: Props) {
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
          Patients who are in the study will be asked. Until they answer, nothing of this kind can be read.
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
      <SelectField
        name="scopeCode"
        label={LABELS.scopeCode}
        placeholder="Choose…"
        options={askable.map(({ code, name }) => ({ value: code, label: name }))}
        errors={error?.fields?.['scopeCode']}
        required
      />
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
