'use client';
import dynamic from 'next/dynamic';
import { useActionState, useRef, useState, type RefObject } from 'react';
import { TextAreaField } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { Button } from '@/components/ui/button';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import type { InformationRow } from '@/lib/studies/study';
import { publishInformationAction } from '@/lib/studies/study-actions';
import { LANGUAGES, type Texts } from './information-languages';

const PublishDialog = dynamic(() => import('./publish-dialog').then((file) => file.PublishDialog), {
  ssr: false,
});
const TextPreview = dynamic(() => import('./text-preview').then((file) => file.TextPreview), {
  ssr: false,
});

type Props = { studyId: string; newest: InformationRow[]; takingPart: number };
type State = { error: PublicError | null; version: number | null };
const CALM: State = { error: null, version: null };

/** Publishing never changes a version that somebody may have agreed to; it adds the next one. */
export function InformationForm({ studyId, newest, takingPart }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [asked, setAsked] = useState<Texts | null>(null);
  const [shown, setShown] = useState<Texts | null>(null);
  const publish = async ({ en, es }: Texts): Promise<State> => {
    const result = await publishInformationAction({ studyId, en, es });
    return result.ok
      ? { error: null, version: result.value.version }
      : { error: result.error, version: null };
  };
  const [{ error, version }, submit] = useActionState<State, FormData>(async (_before, data) => {
    const texts = typed(data);
    // Somebody reads the text that stands there: they are asked again, so the manager sees first whom and why.
    if (takingPart === 0 || newest.length === 0) return publish(texts);
    setAsked(texts);
    return CALM;
  }, CALM);
  const before = { en: bodyIn(newest, 'en'), es: bodyIn(newest, 'es') };
  return (
    <form ref={form} action={submit} {...keepTyped} className="space-y-4">
      <FormError message={error?.message} fields={error?.fields} labels={LANGUAGES} />
      <TextFields before={before} error={error} />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pendingLabel="Publishing…">Publish as a new version</SubmitButton>
        <Button onClick={() => setShown(fromForm(form))}>See it as patients do</Button>
        {version !== null && <Published version={version} />}
      </div>
      {shown && <TextPreview texts={shown} onClose={() => setShown(null)} />}
      {asked && (
        <PublishDialog
          {...{ before, takingPart }}
          after={asked}
          publish={publish}
          onClose={() => setAsked(null)}
        />
      )}
    </form>
  );
}

function typed(data: FormData): Texts {
  return { en: text(data, 'en'), es: text(data, 'es') };
}

function fromForm(form: RefObject<HTMLFormElement | null>): Texts {
  return form.current ? typed(new FormData(form.current)) : { en: '', es: '' };
}

function bodyIn(newest: InformationRow[], language: string): string {
  return newest.find((row) => row.language === language)?.body ?? '';
}

function Published({ version }: { version: number }) {
  return (
    <p role="status" className="text-ink-2">
      Version {version} is published.
    </p>
  );
}

function TextFields({ before, error }: { before: Texts; error: PublicError | null }) {
  return (
    <>
      <TextAreaField
        name="en"
        label="English"
        rows={10}
        lang="en"
        help="Short sentences, everyday words: what is done, who sees it, for how long, what happens when somebody leaves. Write # before a heading, - before a point of a list, **around** what matters."
        defaultValue={before.en}
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
        defaultValue={before.es}
        errors={error?.fields?.['es']}
        maxLength={20_000}
      />
    </>
  );
}
