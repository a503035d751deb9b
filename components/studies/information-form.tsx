'use client';
import { useActionState } from 'react';
import { TextAreaField } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import type { InformationRow } from '@/lib/studies/study';
import { publishInformationAction } from '@/lib/studies/study-actions';

type Props = { studyId: string; newest: InformationRow[] };
type State = { error: PublicError | null; version: number | null };

/** Publishing never changes a version that somebody may have agreed to; it adds the next one. */
export function InformationForm({ studyId, newest }: Props) {
  const bodyIn = (language: string) => newest.find((row) => row.language === language)?.body ?? '';
  const [{ error, version }, submit] = useActionState<State, FormData>(
    async (_before, form) => {
      const result = await publishInformationAction({ studyId, en: text(form, 'en'), es: text(form, 'es') });
      return result.ok
        ? { error: null, version: result.value.version }
        : { error: result.error, version: null };
    },
    { error: null, version: null },
  );
  return (
    <form action={submit} {...keepTyped} className="space-y-4">
      <FormError message={error?.message} fields={error?.fields} labels={{ en: 'English', es: 'Spanish' }} />
      <Texts bodyIn={bodyIn} error={error} />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pendingLabel="Publishing…">Publish as a new version</SubmitButton>
        {version !== null && (
          <p role="status" className="text-ink-2">
            Version {version} is published.
          </p>
        )}
      </div>
    </form>
  );
}

type TextsProps = { bodyIn: (language: string) => string; error: PublicError | null };

function Texts({ bodyIn, error }: TextsProps) {
  return (
    <>
      <TextAreaField
        name="en"
        label="English"
        rows={10}
        lang="en"
        help="Short sentences, everyday words: what is done, who sees it, for how long, what happens when somebody leaves."
        defaultValue={bodyIn('en')}
        errors={error?.fields?.['en']}
        required
        maxLength={20_000}
      />
      <TextAreaField
        name="es"
        label="Spanish"
        hint="optional"
        rows={10}
        lang="es"
        defaultValue={bodyIn('es')}
        errors={error?.fields?.['es']}
        maxLength={20_000}
      />
    </>
  );
}
