'use client';
import { useTranslations } from 'use-intl';
import type { Answer } from './invitee-request';

/** What went wrong, as a sentence with the next step in it; null for what the page shows by itself after a refresh. */
export function useOutcomeWords() {
  const t = useTranslations('invitation');
  const sentences: Partial<Record<Answer['outcome'], string>> = {
    'wrong-code': t('wrongCode'),
    'code-expired': t('codeExpired'),
    'too-many-attempts': t('tooManyAttempts'),
    'too-many-codes': t('tooManyCodes'),
    'account-exists': t('accountExists'),
    'already-enrolled': t('alreadyEnrolled'),
    unreachable: t('unreachable'),
    failed: t('failed'),
  };
  return (answer: Answer): string | null =>
    answer.outcome === 'limited'
      ? t('tooMany', { minutes: answer.minutes })
      : (sentences[answer.outcome] ?? null);
}
