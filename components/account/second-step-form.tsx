'use client';
import { startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useActionState, useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import { Field } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { SubmitButton } from '@/components/forms/submit-button';
import { Button } from '@/components/ui/press-button';
import { text } from '@/lib/form';
import { routes } from '@/lib/routes';
import { postJson, type Answer } from './account-request';
import { LostFactor } from './lost-factor';

type Failure = 'wrongCode' | 'passkeyFailed' | 'tooMany' | 'ended' | 'unreachable' | 'failed';
type Props = { returnTo: Route; hasPasskey: boolean; hasCodes: boolean };

function failureOf(answer: Answer, wrong: 'wrongCode' | 'passkeyFailed'): Failure | null {
  if (answer.ok) return null;
  const byStatus: Record<number, Failure> = { 0: 'unreachable', 400: wrong, 401: 'ended', 429: 'tooMany' };
  return byStatus[answer.status] ?? 'failed';
}

/** The second step of signing in: a code, or a passkey. */
export function SecondStepForm({ returnTo, hasPasskey, hasCodes }: Props) {
  const t = useTranslations('recover');
  const router = useRouter();
  const [passkeyFailure, setPasskeyFailure] = useState<{ failure: Failure } | null>(null);
  const enter = () => router.push(returnTo);
  const [state, submit] = useActionState<{ failure: Failure | null }, FormData>(
    async (_before, form) => {
      setPasskeyFailure(null);
      const answer = await postJson('/api/auth/second-step/code', { code: text(form, 'code') });
      if (answer.ok) enter();
      return { failure: failureOf(answer, 'wrongCode') };
    },
    { failure: null },
  );
  const shown = passkeyFailure ?? state;
  return (
    <div className="space-y-5">
      <FormError message={shown.failure && t(shown.failure)} fields={shown.failure ? {} : undefined} />
      {hasPasskey && <PasskeyButton onDone={enter} onFailure={(failure) => setPasskeyFailure({ failure })} />}
      {hasCodes && <CodeForm submit={submit} />}
      <LostFactor />
      <Button variant="quiet" onClick={() => void leave(() => router.push(routes.signIn()))}>
        {t('cancel')}
      </Button>
    </div>
  );
}

function CodeForm({ submit }: { submit: (form: FormData) => void }) {
  const t = useTranslations('recover');
  return (
    <form action={submit} className="space-y-4">
      <Field
        name="code"
        label={t('code')}
        help={t('codeHelp')}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        required
        maxLength={40}
      />
      <SubmitButton block pendingLabel={t('checking')}>
        {t('next')}
      </SubmitButton>
    </form>
  );
}

async function leave(then: () => void): Promise<void> {
  await fetch('/api/auth/sign-out', { method: 'POST' }).catch(() => undefined);
  then();
}

type PasskeyProps = { onDone: () => void; onFailure: (failure: Failure) => void };

function PasskeyButton({ onDone, onFailure }: PasskeyProps) {
  const t = useTranslations('recover');
  const [isPending, startTransition] = useTransition();
  const use = () =>
    startTransition(async () => {
      const asked = await postJson('/api/auth/second-step/passkey/options');
      if (!asked.ok) {
        onFailure(failureOf(asked, 'passkeyFailed') ?? 'failed');
        return;
      }
      const optionsJSON = asked.value as PublicKeyCredentialRequestOptionsJSON;
      const response = await startAuthentication({ optionsJSON }).catch(() => null);
      const answer = response && (await postJson('/api/auth/second-step/passkey', { response }));
      if (answer?.ok) onDone();
      else onFailure(answer ? (failureOf(answer, 'passkeyFailed') ?? 'failed') : 'passkeyFailed');
    });
  return (
    <Button variant="primary" block isPending={isPending} pendingLabel={t('checking')} onClick={use}>
      {t('passkey')}
    </Button>
  );
}
