'use client';
import { useActionState, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Field } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { text } from '@/lib/form';
import { inviteeStep } from './invitee-request';
import { useOutcomeWords } from './use-outcome-words';

type Props = { token: string; maskedEmail: string; onRight: (code: string) => void; onElse: () => void };
type State = { failure: string | null; field: string | null; isSentAgain: boolean };
const CALM: State = { failure: null, field: null, isSentAgain: false };

export function CodeStep({ token, maskedEmail, onRight, onElse }: Props) {
  const t = useTranslations('invitation');
  const words = useOutcomeWords();
  const form = useRef<HTMLFormElement>(null);
  const [{ failure, field, isSentAgain }, submit] = useActionState<State, FormData>(async (_before, data) => {
    const isAgain = text(data, 'again') === 'yes';
    const code = text(data, 'code');
    const answer = isAgain
      ? await inviteeStep(token, 'code', {})
      : await inviteeStep(token, 'check', { code });
    if (answer.outcome === 'open') return { ...CALM, isSentAgain: true };
    if (answer.outcome === 'invalid') return { ...CALM, field: t('codeMissing') };
    if (answer.outcome === 'right') onRight(code);
    else if (words(answer) === null) onElse();
    return { ...CALM, failure: words(answer) };
  }, CALM);
  // The next thing to do is to type the code; the focus would otherwise be on a button that has gone.
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  return (
    <form ref={form} action={submit} {...keepTyped} className="space-y-4" noValidate>
      <p role="status">{t(isSentAgain ? 'codeSentAgain' : 'codeSent', { email: maskedEmail })}</p>
      <FormError message={failure} />
      <Field
        name="code"
        label={t('code')}
        help={t('codeHelp')}
        errors={field ? [field] : undefined}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
      />
      <SubmitButton block size="lg" pendingLabel={t('checking')}>
        {t('checkCode')}
      </SubmitButton>
      <SubmitButton block variant="secondary" name="again" value="yes">
        {t('sendAgain')}
      </SubmitButton>
    </form>
  );
}
