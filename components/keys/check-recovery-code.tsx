'use client';
import { useState, type SubmitEvent } from 'react';
import { Field } from '@/components/forms/field';
import { Button } from '@/components/ui/press-button';
import { isRecoveryCode, parseRecoveryCode } from '@/lib/crypto/keys';
import { useVaultContext } from './vault-provider';

type Props = { code: string; isFinishing: boolean; onBack: () => void; onRight: () => Promise<void> };

/** Typed or pasted once: a code that was saved wrongly is noticed while the right one is still there. */
export function CheckRecoveryCode({ code, isFinishing, onBack, onRight }: Props) {
  const { texts } = useVaultContext();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const check = async (event: SubmitEvent) => {
    event.preventDefault();
    const isRight = isRecoveryCode(parseRecoveryCode(code), typed);
    setWrong(!isRight);
    if (isRight) await onRight();
  };
  return (
    <form onSubmit={(event) => void check(event)} className="space-y-4" noValidate>
      <p>{texts.checkIntro}</p>
      <Field
        name="recovery-code"
        label={texts.recoveryCode}
        help={texts.recoveryHelp}
        errors={isWrong ? [texts.checkWrong] : undefined}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        required
      />
      <div className="flex flex-wrap justify-between gap-2">
        <Button type="submit" variant="primary" isPending={isFinishing} pendingLabel={texts.finishing}>
          {texts.finish}
        </Button>
        <Button variant="quiet" onClick={onBack}>
          {texts.back}
        </Button>
      </div>
    </form>
  );
}
