'use client';
import { ConfirmDialog } from '@/components/forms/confirm-dialog';
import type { PublicError } from '@/lib/errors';
import { takesPart } from '@/lib/studies/study-state';
import { changedParts } from '@/lib/text/changed-parts';
import { LANGUAGES, type Texts } from './information-languages';

type Props = {
  before: Texts;
  after: Texts;
  takingPart: number;
  publish: (texts: Texts) => Promise<{ error: PublicError | null }>;
  onClose: () => void;
};

/** Who is asked again because of it, and what they will see as changed. */
export function PublishDialog({ before, after, takingPart, publish, onClose }: Props) {
  const act = async () => {
    const { error } = await publish(after);
    return error
      ? Object.values(error.fields ?? {})
          .flat()
          .join(' ') || error.message
      : null;
  };
  return (
    <ConfirmDialog title="Publish as a new version?" button="Publish" act={act} onClose={onClose}>
      <p>
        {takesPart(takingPart)}. They are asked again and see what changed. Until they answer, their earlier
        answer holds for the version they read. They get a letter about it, unless they switched those off.
      </p>
      {(['en', 'es'] as const).map((language) => (
        <Changes key={language} language={language} before={before[language]} after={after[language]} />
      ))}
    </ConfirmDialog>
  );
}

type ChangesProps = { language: keyof Texts; before: string; after: string };

function Changes({ language, before, after }: ChangesProps) {
  const { added, removed } = changedParts(before, after);
  if (before === '' && after === '') return null;
  return (
    <section className="mt-3 space-y-1" aria-label={`Changes in ${LANGUAGES[language]}`}>
      <h3 className="font-semibold">{LANGUAGES[language]}</h3>
      {added.length + removed.length === 0 && <p className="text-ink-2">The same words as before.</p>}
      <Parts language={language} word="New" mark="+" parts={added} />
      <Parts language={language} word="Gone" mark="−" parts={removed} />
    </section>
  );
}

type PartsProps = { language: string; word: string; mark: string; parts: string[] };
const MOST = 8;

function Parts({ language, word, mark, parts }: PartsProps) {
  if (parts.length === 0) return null;
  return (
    <ul aria-label={word} className="space-y-1">
      {parts.slice(0, MOST).map((part, index) => (
        <li key={index} className="flex gap-2">
          <span className="font-mono">
            <span aria-hidden>{mark}</span>
            <span className="sr-only">{word}:</span>
          </span>
          <span lang={language} dir="auto" className="line-clamp-3 min-w-0 wrap-anywhere">
            {part}
          </span>
        </li>
      ))}
      {parts.length > MOST && <li className="text-ink-2">and {parts.length - MOST} more</li>}
    </ul>
  );
}
