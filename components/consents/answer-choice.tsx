'use client';
import { useId } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { cn } from '@/lib/cn';
import type { ScopeConsent } from '@/lib/consents/consent';

export type Answer = 'share' | 'decline';
type Props = { scope: ScopeConsent; value: Answer | null; onChange: (answer: Answer) => void };

/** One question: the kind of data, the study's reason, whether it is needed, and two buttons of the same size and weight. */
export function AnswerChoice({ scope, value, onChange }: Props) {
  const t = useTranslations('sharing');
  const locale = useLocale();
  const id = useId();
  return (
    <fieldset className="space-y-3 border-t border-line pt-4" aria-describedby={id}>
      <legend className="float-left w-full font-semibold">
        {t('answerLegend', { thing: scope.plainName[locale] })}
      </legend>
      <div id={id} className="clear-both space-y-1">
        <p>{scope.reason}</p>
        <p className="text-ink-2">
          {scope.required ? `${t('required')}. ${t('requiredText')}` : t('optional')}
        </p>
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Choice name={id} value="share" label={t('share')} isChosen={value === 'share'} onChoose={onChange} />
        <Choice
          name={id}
          value="decline"
          label={t('dontShare')}
          isChosen={value === 'decline'}
          onChoose={onChange}
        />
      </div>
    </fieldset>
  );
}

type ChoiceProps = {
  name: string;
  value: Answer;
  label: string;
  isChosen: boolean;
  onChoose: (answer: Answer) => void;
};

function Choice({ name, value, label, isChosen, onChoose }: ChoiceProps) {
  return (
    <label
      className={cn(
        'flex min-h-12 cursor-pointer items-center justify-center gap-2.5 rounded-md border px-3 text-center font-medium',
        'focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent',
        isChosen ? 'border-accent bg-accent-soft' : 'border-control bg-surface hover:bg-hover',
      )}
    >
      <input
        type="radio"
        name={name}
        value={value}
        checked={isChosen}
        onChange={() => onChoose(value)}
        className="size-5 shrink-0 accent-accent"
      />
      {label}
    </label>
  );
}
