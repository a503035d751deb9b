'use client';
import type { Route } from 'next';
import { FormError } from '@/components/forms/form-error';
import { ButtonLink } from '@/components/ui/button';
import { CheckRecoveryCode } from './check-recovery-code';
import { ChoosePassphrase } from './choose-passphrase';
import { fill } from './fill';
import { SaveRecoveryCode } from './save-recovery-code';
import { type SetUpStep, useKeySetUp } from './use-key-set-up';
import { useVault } from './use-vault';
import { useVaultContext } from './vault-provider';

type Props = { to: Route; language: 'en' | 'es'; personal: string[] };

/** Passphrase, recovery code, and the code once more. Nothing is stored before the last step. */
export function KeySetUp({ to, language, personal }: Props) {
  const { texts } = useVaultContext();
  const { state } = useVault();
  const { step, setStep, isFinishing, failure, choose, finish } = useKeySetUp(to);

  if (state === 'starting') return <p className="text-ink-2">{texts.starting}</p>;
  if (state !== 'no-keys' && !isFinishing) return <Ready to={to} />;
  return (
    <div className="space-y-4">
      <FormError message={failure?.message} fields={failure ? {} : undefined} />
      <StepHead step={step.at} />
      {step.at === 'passphrase' && (
        <ChoosePassphrase language={language} personal={personal} onChoose={choose} />
      )}
      {step.at === 'code' && (
        <SaveRecoveryCode
          code={step.keys.recoveryCode}
          isFinishing={isFinishing}
          onSaved={() => setStep({ ...step, at: 'check' })}
          onSkip={() => finish(step.keys, false)}
        />
      )}
      {step.at === 'check' && (
        <CheckRecoveryCode
          code={step.keys.recoveryCode}
          isFinishing={isFinishing}
          onBack={() => setStep({ ...step, at: 'code' })}
          onRight={() => finish(step.keys, true)}
        />
      )}
    </div>
  );
}

const NUMBERS = { passphrase: 1, code: 2, check: 3 };

function StepHead({ step }: { step: SetUpStep['at'] }) {
  const { texts } = useVaultContext();
  const titles = { passphrase: texts.stepPassphrase, code: texts.stepCode, check: texts.stepCheck };
  return (
    <header>
      <p className="text-sm text-ink-2">{fill(texts.step, { step: NUMBERS[step] })}</p>
      <h2 className="text-lg font-semibold">{titles[step]}</h2>
    </header>
  );
}

function Ready({ to }: { to: Route }) {
  const { texts } = useVaultContext();
  return (
    <div className="space-y-4">
      <p>{texts.alreadySetUp}</p>
      <ButtonLink href={to} variant="primary">
        {texts.goOn}
      </ButtonLink>
    </div>
  );
}
