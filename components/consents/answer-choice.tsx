'use client';
import { useId } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Time } from '@/components/ui/time';
import { cn } from '@/lib/cn';
import type { ScopeConsent } from '@/lib/consents/consent';
import { exampleKey } from './scope-examples';

export type Answer = 'share' | 'decline';
type Props = {
  scope: ScopeConsent;
  informationVersion: number;
  value: Answer | null;
  onChange: (answer: Answer) => void;
};

/** One question: the kind of data as it looks, the study's reason, what a no means, and two buttons of the same weight. */
export function AnswerChoice({ scope, informationVersion, value, onChange }: Props) {
  const t = useTranslations('sharing');
  const locale = useLocale();
  const id = useId();
  const example = exampleKey(scope.scopeCode);
  return (
    <fieldset className="space-y-3 border-t border-line pt-4" aria-describedby={id}>
      <legend className="float-left w-full font-semibold">
        {t('answerLegend', { thing: scope.plainName[locale] })}
      </legend>
      <div id={id} className="clear-both space-y-1">
        {scope.askedAgainAt && <WhatChanged scope={scope} informationVersion={informationVersion} />}
        {!scope.before && <p>{scope.reason}</p>}
        {example && <p className="text-ink-2">{t('example', { example: t(example) })}</p>}
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

/** Asked again: what the words were and are, and what the answer so far still does. */
function WhatChanged({ scope, informationVersion }: Pick<Props, 'scope' | 'informationVersion'>) {
  const t = useTranslations('sharing');
  const locale = useLocale();
  const when = () => <Time at={scope.askedAgainAt ?? ''} locale={locale} />;
  return (
    <div className="space-y-1 rounded-md bg-sunken p-3">
      {scope.before && (
        <>
          <p>{t('wordsBefore', { reason: scope.before.reason })}</p>
          <p>{t('wordsNow', { reason: scope.reason })}</p>
        </>
      )}
      {scope.informationBefore !== null && (
        <p>
          {t('textChanged', { before: String(scope.informationBefore), version: String(informationVersion) })}
        </p>
      )}
      <p>
        {scope.state === 'granted'
          ? t.rich('askedAgainHolds', { when })
          : t(scope.state === 'paused' ? 'askedAgainPaused' : 'askedAgainNo')}
      </p>
    </div>
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
