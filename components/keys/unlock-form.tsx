'use client';
import { useState, type SubmitEvent } from 'react';
import { FormError } from '@/components/forms/form-error';
import { PasswordField } from '@/components/forms/password-field';
import { Button } from '@/components/ui/press-button';
import type { KeyTexts } from '@/lib/i18n/messages/key-messages';
import { vault } from '@/lib/vault/vault';
import type { Secret } from '@/lib/vault/vault-protocol';
import { vaultFailure } from './vault-failure';

type Props = { texts: KeyTexts; onUnlocked: () => void };

/** Drawn in the browser only: a form that the server had drawn could be sent, with the passphrase, before it is ours. */
export function UnlockForm({ texts, onUnlocked }: Props) {
  const [kind, setKind] = useState<Secret['kind']>('passphrase');
  const [text, setText] = useState('');
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<{ message: string } | null>(null);

  const unlock = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    setFailure(null);
    try {
      await vault.unlock({ kind, text });
      onUnlocked();
    } catch (error) {
      setFailure({ message: vaultFailure(error, kind, texts) });
      setPending(false);
    }
  };
  const change = () => {
    setKind(kind === 'passphrase' ? 'recovery' : 'passphrase');
    setText('');
    setFailure(null);
  };

  return (
    <form onSubmit={(event) => void unlock(event)} className="space-y-4">
      <FormError message={failure?.message} fields={failure ? {} : undefined} />
      <SecretField key={kind} kind={kind} text={text} texts={texts} onChange={setText} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Button type="submit" variant="primary" isPending={isPending} pendingLabel={texts.unlocking}>
          {texts.unlock}
        </Button>
        <Button variant="quiet" onClick={change}>
          {kind === 'passphrase' ? texts.useRecoveryCode : texts.usePassphrase}
        </Button>
      </div>
    </form>
  );
}

type FieldProps = { kind: Secret['kind']; text: string; texts: KeyTexts; onChange: (text: string) => void };

function SecretField({ kind, text, texts, onChange }: FieldProps) {
  const isPassphrase = kind === 'passphrase';
  return (
    <PasswordField
      name={kind}
      label={isPassphrase ? texts.passphrase : texts.recoveryCode}
      help={isPassphrase ? undefined : texts.recoveryHelp}
      autoComplete={isPassphrase ? 'current-password' : 'off'}
      showLabel={texts.show}
      hideLabel={texts.hide}
      value={text}
      onChange={(event) => onChange(event.target.value)}
      required
      autoFocus
    />
  );
}
