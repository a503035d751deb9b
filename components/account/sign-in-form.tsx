'use client';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { Field } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { PasswordField } from '@/components/forms/password-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { text } from '@/lib/form';
import { requestSignIn } from './sign-in-request';

export type SignInTexts = Record<
  'email' | 'password' | 'show' | 'hide' | 'submit' | 'submitting' | 'unreachable',
  string
>;
/** Where to go with a session, and where with one that waits for a second factor. */
type Props = { texts: SignInTexts; returnTo: Route; secondStep: Route };
type State = { email: string; failure: { message: string } | null };

/** Keeps the address when the password was wrong, and leaves by the router, so that what lives in the tab goes on living. */
export function SignInForm({ texts, returnTo, secondStep }: Props) {
  const router = useRouter();
  const [state, submit] = useActionState<State, FormData>(
    async (_before, form) => {
      const email = text(form, 'email');
      const answer = await requestSignIn({ email, password: text(form, 'password') }, texts.unreachable);
      if (!answer.ok) return { email, failure: answer };
      router.push(answer.awaitsFactor ? secondStep : returnTo);
      return { email, failure: null };
    },
    { email: '', failure: null },
  );

  return (
    <form action={submit} className="space-y-4">
      <FormError message={state.failure?.message} fields={state.failure ? {} : undefined} />
      <Field
        name="email"
        type="email"
        label={texts.email}
        defaultValue={state.email}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={254}
      />
      <PasswordField
        name="password"
        label={texts.password}
        autoComplete="current-password"
        showLabel={texts.show}
        hideLabel={texts.hide}
        required
      />
      <SubmitButton block pendingLabel={texts.submitting}>
        {texts.submit}
      </SubmitButton>
    </form>
  );
}
