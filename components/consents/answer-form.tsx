'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import type { ScopeConsent } from '@/lib/consents/consent';
import { answerRequestAction } from '@/lib/consents/consent-actions';
import { AnswerChoice, type Answer } from './answer-choice';
import { useConsentChange } from './use-consent-change';

type Props = { enrollmentId: string; informationVersion: number; scopes: ScopeConsent[] };

/** Each kind of data is answered on its own, with two equal buttons and nothing chosen beforehand. */
export function AnswerForm({ enrollmentId, informationVersion, scopes }: Props) {
  const t = useTranslations('sharing');
  const [answers, setAnswers] = useState<Record<string, Answer>>({});
  const [isEmpty, setEmpty] = useState(false);
  const { isSaving, result, run } = useConsentChange();

  function send() {
    const given = Object.entries(answers).map(([scope, answer]) => ({ scope, answer }));
    setEmpty(given.length === 0);
    if (given.length === 0) return;
    void run(() => answerRequestAction({ enrollmentId, informationVersion, answers: given }), t('answered'));
  }

  return (
    <div className="space-y-4">
      {scopes.map((scope) => (
        <AnswerChoice
          key={scope.scopeCode}
          scope={scope}
          value={answers[scope.scopeCode] ?? null}
          onChange={(answer) => setAnswers((before) => ({ ...before, [scope.scopeCode]: answer }))}
        />
      ))}
      <Problem text={isEmpty ? t('chooseFirst') : result && 'failed' in result ? result.failed : null} />
      <Button
        variant="primary"
        size="lg"
        block
        isPending={isSaving}
        pendingLabel={t('sending')}
        onClick={send}
      >
        {t('send')}
      </Button>
    </div>
  );
}

function Problem({ text }: { text: string | null }) {
  return (
    text !== null && (
      <Callout tone="warning" role="alert">
        {text}
      </Callout>
    )
  );
}
