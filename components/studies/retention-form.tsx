'use client';
import { useActionState } from 'react';
import { Field } from '@/components/forms/field';
import { keepTyped } from '@/components/forms/keep-typed';
import { SaveRow } from '@/components/forms/save-row';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import { setRetentionAction } from '@/lib/studies/study-actions';

type State = { error: PublicError | null; isSaved: boolean };

/** One day, or none. It can be set until the study is archived. */
export function RetentionForm({
  studyId,
  retentionUntil,
}: {
  studyId: string;
  retentionUntil: string | null;
}) {
  const [{ error, isSaved }, submit] = useActionState<State, FormData>(
    async (_before, form) => {
      const result = await setRetentionAction({
        studyId,
        retentionUntil: text(form, 'retentionUntil') || null,
      });
      return { error: result.ok ? null : result.error, isSaved: result.ok };
    },
    { error: null, isSaved: false },
  );
  return (
    <form action={submit} {...keepTyped} className="space-y-4">
      <Field
        name="retentionUntil"
        type="date"
        label="Keep the data until"
        help="A closed study can be read until then. Leave it empty while no day is decided."
        defaultValue={retentionUntil ?? ''}
        errors={error?.fields?.['retentionUntil'] ?? (error ? [error.message] : undefined)}
        className="max-w-80"
      />
      <SaveRow isSaved={isSaved}>Save the day</SaveRow>
    </form>
  );
}
