'use client';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { requestSignIn } from '@/components/account/sign-in-request';
import { Field } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { PasswordField } from '@/components/forms/password-field';
import { SubmitButton } from '@/components/forms/submit-button';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import { routes } from '@/lib/routes';
import { requestSetUp } from './set-up-request';

const LABELS = { code: 'Set-up code', name: 'Your name', email: 'E-mail', password: 'Password' };

/** Makes the account, and signs in with the password that was just chosen. */
export function SetUpForm() {
  const router = useRouter();
  const [error, submit] = useActionState<PublicError | null, FormData>(async (_before, form) => {
    const [email, password] = [text(form, 'email'), text(form, 'password')];
    const failed = await requestSetUp({
      code: text(form, 'code'),
      name: text(form, 'name'),
      email,
      password,
    });
    if (failed) return failed;
    const answer = await requestSignIn({ email, password }, 'The server cannot be reached.');
    router.push(answer.ok ? routes.admin() : routes.signIn());
    router.refresh();
    return null;
  }, null);
  return (
    <form action={submit} {...keepTyped} className="space-y-4" noValidate>
      <FormError message={error?.message} fields={error?.fields} labels={LABELS} />
      <SetUpFields errors={error?.fields} />
      <SubmitButton block pendingLabel="Creating…">
        Create administrator
      </SubmitButton>
    </form>
  );
}

function SetUpFields({ errors }: { errors: PublicError['fields'] }) {
  return (
    <>
      <CodeField errors={errors?.['code']} />
      <Field
        name="name"
        label={LABELS.name}
        errors={errors?.['name']}
        autoComplete="name"
        required
        maxLength={200}
      />
      <Field
        name="email"
        type="email"
        label={LABELS.email}
        errors={errors?.['email']}
        autoComplete="username"
        required
        maxLength={254}
      />
      <PasswordField
        name="password"
        label={LABELS.password}
        help="12 characters or more."
        errors={errors?.['password']}
        autoComplete="new-password"
        showLabel="Show"
        hideLabel="Hide"
        maxLength={256}
        required
      />
    </>
  );
}

function CodeField({ errors }: { errors: string[] | undefined }) {
  return (
    <Field
      name="code"
      label={LABELS.code}
      help="The server printed it when it started. It is also in the folder with its secrets."
      errors={errors}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      required
      maxLength={100}
      autoFocus
    />
  );
}
