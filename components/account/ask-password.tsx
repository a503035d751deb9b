'use client';
import { useActionState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { FormError } from '@/components/forms/form-error';
import { PasswordField } from '@/components/forms/password-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { Button } from '@/components/ui/press-button';
import { text } from '@/lib/form';
import type { Answer } from './account-request';
import { failureOf } from './password-form';

type Props = {
  /** What is asked for above the password. */
  children?: ReactNode;
  button: string;
  /** Does it; the answer says what went wrong. */
  act: (current: string, form: FormData) => Promise<Answer>;
  onCancel: () => void;
};

/** What protects the account is only changed by who knows its password. */
export function AskPassword({ children, button, act, onCancel }: Props) {
  const t = useTranslations('security');
  const [{ failure }, submit] = useActionState<{ failure: ReturnType<typeof failureOf> }, FormData>(
    async (_before, form) => ({ failure: failureOf(await act(text(form, 'current'), form)) }),
    { failure: null },
  );
  const isWrong = failure === 'wrongPassword';
  return (
    <form action={submit} className="max-w-[26rem] space-y-4 rounded-md bg-sunken p-4">
      <FormError message={failure && !isWrong ? t(failure) : null} fields={failure ? {} : undefined} />
      {children}
      <PasswordField
        name="current"
        label={t('prove')}
        autoComplete="current-password"
        showLabel={t('show')}
        hideLabel={t('hide')}
        errors={isWrong ? [t('wrongPassword')] : undefined}
        required
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel={t('saving')}>{button}</SubmitButton>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
