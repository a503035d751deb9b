'use client';
import { useActionState } from 'react';
import { useTranslations } from 'use-intl';
import { Field } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { SubmitButton } from '@/components/forms/submit-button';
import { QrCode } from '@/components/invitations/qr-code';
import { Button } from '@/components/ui/press-button';
import { text } from '@/lib/form';
import { postJson, textsIn } from './account-request';

export type TotpSecret = { key: string; address: string };
type Props = { secret: TotpSecret; onDone: (codes: string[] | null) => void; onCancel: () => void };

/** Scan, then show by a code that it worked: nobody is locked out by a picture that was not scanned. */
export function TotpSetUp({ secret: { key, address }, onDone, onCancel }: Props) {
  const t = useTranslations('security');
  const [state, submit] = useActionState<{ isWrong: boolean; isFailed: boolean }, FormData>(
    async (_before, form) => {
      const answer = await postJson('/api/auth/factor/totp/confirm', { code: text(form, 'code') });
      if (answer.ok) onDone(textsIn(answer.value, 'codes'));
      const isWrong = !answer.ok && answer.status === 400;
      return { isWrong, isFailed: !answer.ok && !isWrong };
    },
    { isWrong: false, isFailed: false },
  );
  return (
    <form action={submit} className="space-y-4 rounded-md bg-sunken p-4">
      <FormError message={state.isFailed ? t('failed') : null} fields={state.isFailed ? {} : undefined} />
      <p>{t('setUpScan')}</p>
      <QrCode text={address} label={t('setUpQr')} />
      <p>
        {t('setUpKey')}:{' '}
        <span className="font-mono text-sm break-all">{key.match(/.{1,4}/g)?.join(' ')}</span>
      </p>
      <Field
        name="code"
        label={t('setUpCode')}
        inputMode="numeric"
        autoComplete="one-time-code"
        errors={state.isWrong ? [t('wrongCode')] : undefined}
        required
        maxLength={7}
        className="max-w-[12rem]"
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel={t('saving')}>{t('setUpDone')}</SubmitButton>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
