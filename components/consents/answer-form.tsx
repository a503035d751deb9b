'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import type { ScopeConsent } from '@/lib/consents/consent';
import { answerRequestAction } from '@/lib/consents/consent-actions';
import { AnswerChoice, type Answer } from './answer-choice';
import { AnswersSaved, type SavedAnswers } from './answers-saved';
import { EndDateField, endOfDay } from './end-date-field';
import { useConsentChange } from './use-consent-change';

type Props = { enrollmentId: string; informationVersion: number; scopes: ScopeConsent[] };

/** What a study waits for; stays where it was after the answers, with the proof of them. */
export function AnswerForm(props: Props) {
  const t = useTranslations('sharing');
  const { enrollmentId, informationVersion, scopes } = props;
  const { answers, lastDay, problem, saved, isSaving, choose, setLastDay, send } = useAnswers(props);
  return (
    <>
      {saved && <AnswersSaved enrollmentId={enrollmentId} saved={saved} />}
      {scopes.length > 0 && (
        <div className="space-y-4">
          {scopes.map((scope) => (
            <AnswerChoice
              key={scope.scopeCode}
              scope={scope}
              informationVersion={informationVersion}
              value={answers[scope.scopeCode] ?? null}
              onChange={(answer) => choose(scope, answer)}
            />
          ))}
          <EndDateField value={lastDay} onChange={setLastDay} isPast={problem === t('endDatePast')} />
          <Problem text={problem} />
          <Button
            variant="primary"
            size="lg"
            block
            isPending={isSaving}
            pendingLabel={t('sending')}
            onClick={() => void send()}
          >
            {t('send')}
          </Button>
        </div>
      )}
    </>
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

/** Nothing is chosen beforehand; what was sent is kept to be shown with its receipts. */
function useAnswers({ enrollmentId, informationVersion, scopes }: Props) {
  const t = useTranslations('sharing');
  const [answers, setAnswers] = useState<Record<string, Answer>>({});
  const [lastDay, setLastDay] = useState('');
  const [wrong, setWrong] = useState<'chooseFirst' | 'endDatePast' | null>(null);
  const [saved, setSaved] = useState<SavedAnswers | null>(null);
  const { isSaving, result, run } = useConsentChange();
  const given = scopes.flatMap((scope) => {
    const answer = answers[scope.scopeCode];
    return answer ? [{ scope, answer }] : [];
  });

  async function send() {
    const endsAt = endOfDay(lastDay);
    const fault = given.length === 0 ? 'chooseFirst' : endsAt === undefined ? 'endDatePast' : null;
    setWrong(fault);
    if (fault) return;
    const sent = given.map(({ scope, answer }) => ({
      scope: scope.scopeCode,
      answer,
      requestVersion: scope.requestVersion,
    }));
    const input = { enrollmentId, informationVersion, answers: sent, endsAt: endsAt ?? null };
    const done = await run(() => answerRequestAction(input), t('answered'));
    if (!done) return;
    setSaved({ given, decisionIds: done.value.decisionIds, endsAt: endsAt ?? null });
    setAnswers({});
  }

  const choose = ({ scopeCode }: ScopeConsent, answer: Answer) =>
    setAnswers((before) => ({ ...before, [scopeCode]: answer }));
  const problem = wrong ? t(wrong) : result && 'failed' in result ? result.failed : null;
  return { answers, lastDay, problem, saved, isSaving, choose, setLastDay, send };
}
