'use client';
import { startRegistration, type PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Field } from '@/components/forms/field';
import { Button } from '@/components/ui/press-button';
import { Time } from '@/components/ui/time';
import { text } from '@/lib/form';
import type { OwnFactors, OwnPasskey } from '@/lib/auth/factor-store';
import { postJson, textIn, textsIn, type Answer } from './account-request';
import { AskPassword } from './ask-password';
import { RecoveryCodes } from './recovery-codes';
import { TotpSetUp, type TotpSecret } from './totp-set-up';

type Step =
  | { is: 'idle' | 'begin-totp' | 'remove-totp' | 'add-passkey' | 'renew-codes' }
  | { is: 'totp'; secret: TotpSecret }
  | { is: 'remove-passkey'; passkey: OwnPasskey }
  | { is: 'codes'; codes: string[] };
type StepProps = { step: Step; go: (step: Step) => void; finish: (codes: string[] | null) => void };

/** One thing at a time: what is asked stands below what there is. */
export function SecondFactorCard({ factors }: { factors: OwnFactors }) {
  const router = useRouter();
  const [step, go] = useState<Step>({ is: 'idle' });
  const finish = (codes: string[] | null) => {
    go(codes ? { is: 'codes', codes } : { is: 'idle' });
    router.refresh();
  };
  return (
    <div className="space-y-5">
      <CodeApp since={factors.totpSince} go={go} />
      <Passkeys passkeys={factors.passkeys} go={go} />
      <CodesLeft factors={factors} go={go} />
      <CurrentStep step={step} go={go} finish={finish} />
    </div>
  );
}

type GoProps = Pick<StepProps, 'go'>;

function CodeApp({ since, go }: GoProps & { since: Date | null }) {
  const t = useTranslations('security');
  const locale = useLocale();
  if (!since) {
    return (
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p>{t('factorOff')}</p>
        <Button onClick={() => go({ is: 'begin-totp' })}>{t('appSetUp')}</Button>
      </div>
    );
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <p>
        {t('appOn')}{' '}
        <span className="text-sm text-ink-2">
          {t('appSince')} <Time at={since} format="date" locale={locale} />
        </span>
      </p>
      <Button onClick={() => go({ is: 'remove-totp' })}>{t('appRemove')}</Button>
    </div>
  );
}

function Passkeys({ passkeys, go }: GoProps & { passkeys: OwnPasskey[] }) {
  const t = useTranslations('security');
  return (
    <section className="space-y-2">
      <h3 className="font-semibold">{t('passkeys')}</h3>
      <p className="text-sm text-ink-2">{t('passkeysText')}</p>
      <ul className="divide-y divide-line">
        {passkeys.map((passkey) => (
          <PasskeyItem
            key={passkey.id}
            passkey={passkey}
            onRemove={() => go({ is: 'remove-passkey', passkey })}
          />
        ))}
      </ul>
      <Button onClick={() => go({ is: 'add-passkey' })}>{t('passkeyAdd')}</Button>
    </section>
  );
}

function PasskeyItem({ passkey, onRemove }: { passkey: OwnPasskey; onRemove: () => void }) {
  const t = useTranslations('security');
  const locale = useLocale();
  const { name, lastUsedAt } = passkey;
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 py-2">
      <p className="min-w-0">
        <bdi className="font-medium break-words">{name}</bdi>{' '}
        <span className="text-sm text-ink-2">
          {lastUsedAt ? t('lastUsed') : t('neverUsed')}{' '}
          {lastUsedAt && <Time at={lastUsedAt} format="relative" locale={locale} />}
        </span>
      </p>
      <Button size="sm" aria-label={t('passkeyRemove', { name })} onClick={onRemove}>
        {t('remove')}
      </Button>
    </li>
  );
}

function CodesLeft({ factors, go }: GoProps & { factors: OwnFactors }) {
  const t = useTranslations('security');
  if (!factors.totpSince && factors.passkeys.length === 0) return null;
  return (
    <section className="space-y-2">
      <h3 className="font-semibold">{t('codes')}</h3>
      <p>
        {t('codesLeft', { count: factors.codesLeft })} {t('codesText')}
      </p>
      <Button onClick={() => go({ is: 'renew-codes' })}>{t('codesNew')}</Button>
    </section>
  );
}

function CurrentStep({ step, go, finish }: StepProps) {
  const t = useTranslations('security');
  const cancel = () => go({ is: 'idle' });
  const run = (path: string, then: (value: unknown) => void, more: object = {}) => ({
    onCancel: cancel,
    act: async (current: string): Promise<Answer> => {
      const answer = await postJson(`/api/auth/factor/${path}`, { current, ...more });
      if (answer.ok) then(answer.value);
      return answer;
    },
  });
  switch (step.is) {
    case 'idle':
      return null;
    case 'begin-totp':
      return <AskPassword button={t('appSetUp')} {...run('totp', (value) => go(totpStep(value)))} />;
    case 'totp':
      return <TotpSetUp secret={step.secret} onDone={finish} onCancel={cancel} />;
    case 'codes':
      return <RecoveryCodes codes={step.codes} onSaved={cancel} />;
    case 'renew-codes':
      return (
        <AskPassword button={t('codesNew')} {...run('codes', (value) => finish(textsIn(value, 'codes')))} />
      );
    case 'remove-totp':
      return <AskPassword button={t('appRemove')} {...run('remove', () => finish(null))} />;
    case 'remove-passkey':
      return (
        <AskPassword
          button={t('passkeyRemove', { name: step.passkey.name })}
          {...run('remove', () => finish(null), { passkeyId: step.passkey.id })}
        />
      );
    case 'add-passkey':
      return <AddPasskey onDone={finish} onCancel={cancel} />;
  }
}

const totpStep = (value: unknown): Step => ({
  is: 'totp',
  secret: { key: textIn(value, 'key'), address: textIn(value, 'address') },
});

type AddProps = { onDone: (codes: string[] | null) => void; onCancel: () => void };

function AddPasskey({ onDone, onCancel }: AddProps) {
  const t = useTranslations('security');
  const act = async (current: string, form: FormData): Promise<Answer> => {
    const asked = await postJson('/api/auth/factor/passkey/options', { current });
    if (!asked.ok) return asked;
    const optionsJSON = asked.value as PublicKeyCredentialCreationOptionsJSON;
    const response = await startRegistration({ optionsJSON }).catch(() => null);
    if (!response) return { ok: false, status: 400, fields: [] };
    const answer = await postJson('/api/auth/factor/passkey', { name: text(form, 'name'), response });
    if (answer.ok) onDone(textsIn(answer.value, 'codes'));
    return answer;
  };
  return (
    <AskPassword button={t('passkeyAdd')} act={act} onCancel={onCancel}>
      <Field name="name" label={t('passkeyName')} help={t('passkeyNameHelp')} required maxLength={60} />
    </AskPassword>
  );
}
