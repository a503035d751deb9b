'use client';
import { useActionState } from 'react';
import { useTranslations } from 'use-intl';
import { FormError } from '@/components/forms/form-error';
import { PasswordField } from '@/components/forms/password-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { Callout } from '@/components/ui/callout';
import { text } from '@/lib/form';
import { postJson, type Answer } from './account-request';

type Failure = 'wrongPassword' | 'newPasswordHelp' | 'tooMany' | 'changedMeanwhile' | 'failed';
type State = { done: boolean; failure: Failure | null };

/** Two fields, no rules but a length: whoever can see what they type need not type it twice. */
export function PasswordForm() {
  const t = useTranslations('security');
  const [{ done, failure }, submit] = useActionState<State, FormData>(
    async (_before, form) => {
      const body = { current: text(form, 'current'), next: text(form, 'next') };
      const answer = await postJson('/api/auth/password', body);
      return { done: answer.ok, failure: failureOf(answer) };
    },
    { done: false, failure: null },
  );
  const words = { showLabel: t('show'), hideLabel: t('hide'), required: true };
  const isAboutField = failure === 'wrongPassword' || failure === 'newPasswordHelp';
  return (
    <form action={submit} className="max-w-[26rem] space-y-4">
      {done && (
        <Callout tone="success" role="status">
          {t('passwordChanged')}
        </Callout>
      )}
      <FormError message={failure && !isAboutField ? t(failure) : null} fields={failure ? {} : undefined} />
      <PasswordField
        {...words}
        name="current"
        label={t('currentPassword')}
        autoComplete="current-password"
        errors={failure === 'wrongPassword' ? [t(failure)] : undefined}
      />
      <PasswordField
        {...words}
        name="next"
        label={t('newPassword')}
        help={t('newPasswordHelp')}
        autoComplete="new-password"
        errors={failure === 'newPasswordHelp' ? [t(failure)] : undefined}
      />
      <SubmitButton pendingLabel={t('saving')}>{t('changePassword')}</SubmitButton>
    </form>
  );
}

/** What to say about a refusal, for every form that asks for the password first. */
export function failureOf(answer: Answer): Failure | null {
  if (answer.ok) return null;
  if (answer.status === 429) return 'tooMany';
  if (answer.fields.includes('next')) return 'newPasswordHelp';
  if (answer.fields.includes('current')) return 'wrongPassword';
  return answer.status === 409 ? 'changedMeanwhile' : 'failed';
}
