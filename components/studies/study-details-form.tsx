'use client';
import { useActionState } from 'react';
import { Field } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import type { StudyDetails } from '@/lib/studies/study';
import { changeStudyAction } from '@/lib/studies/study-actions';
import { StudyTextFields } from './create-study-form';

type State = { error: PublicError | null; isSaved: boolean };

export function StudyDetailsForm({ study }: { study: StudyDetails }) {
  const [{ error, isSaved }, submit] = useActionState<State, FormData>(
    async (_before, form) => {
      const result = await changeStudyAction({
        studyId: study.id,
        name: text(form, 'name'),
        purpose: text(form, 'purpose'),
        contact: text(form, 'contact'),
        ethicsNumber: text(form, 'ethicsNumber'),
      });
      return { error: result.ok ? null : result.error, isSaved: result.ok };
    },
    { error: null, isSaved: false },
  );
  return (
    <form action={submit} {...keepTyped} className="space-y-4">
      <FormError message={error?.message} fields={error?.fields} />
      <Field
        name="name"
        label="Name"
        defaultValue={study.name}
        errors={error?.fields?.['name']}
        required
        maxLength={120}
      />
      <StudyTextFields errors={error?.fields} values={study} />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
        {isSaved && (
          <p role="status" className="text-ink-2">
            Saved.
          </p>
        )}
      </div>
    </form>
  );
}
