'use client';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { useTranslations } from 'use-intl';
import { Field } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { PasswordField } from '@/components/forms/password-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { Callout } from '@/components/ui/callout';
import { Link } from '@/components/ui/link';
import { text } from '@/lib/form';
import { routes } from '@/lib/routes';
import { postJson, type Answer } from './account-request';

type Failure = 'tooMany' | 'failed' | 'unreachable' | 'newPasswordHelp' | 'gone';
type State = { email: string; done: boolean; failure: Failure | null };

function failureOf(answer: Answer): Failure | null {
  if (answer.ok) return null;
  if (answer.status === 429) return 'tooMany';
  if (answer.status === 404) return 'gone';
  if (answer.fields.includes('password')) return 'newPasswordHelp';
  return answer.status === 0 ? 'unreachable' : 'failed';
}

/** Says the same whether or not there is an account. */
export function AskRecovery() {
  const t = useTranslations('recover');
  const [{ email, done, failure }, submit] = useActionState<State, FormData>(
    async (_before, form) => {
      const given = text(form, 'email');
      const answer = await postJson('/api/auth/recover', { email: given });
      return { email: given, done: answer.ok, failure: failureOf(answer) };
    },
    { email: '', done: false, failure: null },
  );
  return (
    <form action={submit} className="space-y-4">
      {done && (
        <Callout tone="success" role="status" title={t('sentTitle')}>
          <p>{t('sent')}</p>
          <p>{t('notThere')}</p>
        </Callout>
      )}
      <FormError message={failure && t(failure)} fields={failure ? {} : undefined} />
      <Field
        name="email"
        type="email"
        label={t('email')}
        defaultValue={email}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={254}
      />
      <SubmitButton block pendingLabel={t('sending')}>
        {t('send')}
      </SubmitButton>
    </form>
  );
}

export function FinishRecovery({ token }: { token: string }) {
  const t = useTranslations('recover');
  const router = useRouter();
  const [failure, submit] = useActionState<Failure | null, FormData>(async (_before, form) => {
    const answer = await postJson('/api/auth/recover/finish', { token, password: text(form, 'password') });
    if (answer.ok) router.push(`${routes.signIn()}?recovered`);
    return failureOf(answer);
  }, null);
  const isShort = failure === 'newPasswordHelp';
  return (
    <form action={submit} className="space-y-4">
      <FormError message={failure && !isShort ? t(failure) : null} fields={failure ? {} : undefined} />
      {failure === 'gone' && (
        <Link className="link" href={routes.recover()}>
          {t('again')}
        </Link>
      )}
      <PasswordField
        name="password"
        label={t('newPassword')}
        help={t('newPasswordHelp')}
        autoComplete="new-password"
        showLabel={t('show')}
        hideLabel={t('hide')}
        errors={isShort ? [t('newPasswordHelp')] : undefined}
        required
      />
      <SubmitButton block pendingLabel={t('saving')}>
        {t('save')}
      </SubmitButton>
    </form>
  );
}
