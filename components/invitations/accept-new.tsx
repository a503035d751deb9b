'use client';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { useTranslations } from 'use-intl';
import { requestSignIn } from '@/components/account/sign-in-request';
import { Field } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { PasswordField } from '@/components/forms/password-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonLink } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { text } from '@/lib/form';
import { routes } from '@/lib/routes';
import { inviteeStep } from './invitee-request';
import { useOutcomeWords } from './use-outcome-words';

type Props = {
  token: string;
  kind: 'practitioner' | 'patient';
  code: string;
  name: string;
  onCodeLost: () => void;
  onElse: () => void;
};
type State = { failure: string | null; fields: string[]; isReady: boolean; hasAccount: boolean };
const CALM: State = { failure: null, fields: [], isReady: false, hasAccount: false };

/** Makes the account, and signs in with the password that was just chosen. */
export function AcceptNew({ token, kind, code, name, onCodeLost, onElse }: Props) {
  const t = useTranslations('invitation');
  const words = useOutcomeWords();
  const router = useRouter();
  const enter = async (email: string, password: string): Promise<State> => {
    const answer = await requestSignIn({ email, password }, t('signInNext'));
    if (!answer.ok) return { ...CALM, isReady: true };
    router.push(kind === 'patient' ? routes.mySharing() : routes.keySetUp());
    router.refresh();
    return CALM;
  };
  const [state, submit] = useActionState<State, FormData>(async (_before, form) => {
    const password = text(form, 'password');
    const answer = await inviteeStep(token, 'accept', { code, name: text(form, 'name'), password });
    if (answer.outcome === 'done') return enter(('email' in answer && answer.email) || '', password);
    if (answer.outcome === 'invalid') return { ...CALM, fields: answer.fields };
    if (answer.outcome === 'account-exists') return { ...CALM, failure: words(answer), hasAccount: true };
    if (answer.outcome === 'code-expired' || answer.outcome === 'too-many-attempts') onCodeLost();
    else if (words(answer) === null) onElse();
    return { ...CALM, failure: words(answer) };
  }, CALM);
  if (state.isReady || state.hasAccount)
    return <SignInNext token={token} text={state.failure ?? t('signInNext')} isAccepted={state.isReady} />;
  return (
    <form action={submit} {...keepTyped} className="space-y-4" noValidate>
      <FormError message={state.failure} />
      <PersonFields name={name} broken={state.fields} />
      <SubmitButton block size="lg" pendingLabel={t('accepting')}>
        {t('accept')}
      </SubmitButton>
    </form>
  );
}

function PersonFields({ name, broken }: { name: string; broken: string[] }) {
  const t = useTranslations('invitation');
  const errorAt = (field: string, sentence: string) => (broken.includes(field) ? [sentence] : undefined);
  return (
    <>
      <Field
        name="name"
        label={t('name')}
        help={name ? t('nameHelp') : undefined}
        defaultValue={name}
        errors={errorAt('name', t('nameMissing'))}
        autoComplete="name"
        maxLength={200}
        autoFocus
      />
      <PasswordField
        name="password"
        label={t('password')}
        help={t('passwordHelp')}
        errors={errorAt('password', t('passwordTooShort'))}
        autoComplete="new-password"
        showLabel={t('show')}
        hideLabel={t('hide')}
        maxLength={256}
      />
    </>
  );
}

function SignInNext({
  token,
  text: sentence,
  isAccepted,
}: {
  token: string;
  text: string;
  isAccepted: boolean;
}) {
  const t = useTranslations('invitation');
  const to = isAccepted ? routes.home() : routes.invitation(token);
  return (
    <Callout
      tone={isAccepted ? 'success' : 'info'}
      role="alert"
      actions={
        <ButtonLink variant="primary" href={`${routes.signIn()}?${new URLSearchParams({ to }).toString()}`}>
          {t('signIn')}
        </ButtonLink>
      }
    >
      {sentence}
    </Callout>
  );
}
