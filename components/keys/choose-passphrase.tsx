'use client';
import { useState, type SubmitEvent } from 'react';
import { PasswordField } from '@/components/forms/password-field';
import { CopyButton } from '@/components/ui/copy-button';
import { Button } from '@/components/ui/press-button';
import type { KeyTexts } from '@/lib/i18n/messages/key-messages';
import { passphraseStrength, suggestedPassphrase, type PassphraseProblem } from '@/lib/keys/passphrase';
import { PassphraseMeter } from './passphrase-meter';
import { useVaultContext } from './vault-provider';

type Props = { language: 'en' | 'es'; personal: string[]; onChoose: (passphrase: string) => Promise<void> };

const PROBLEMS: Record<PassphraseProblem, keyof KeyTexts> = {
  'too-short': 'tooShort',
  repeats: 'repeats',
  sequence: 'sequence',
  famous: 'famous',
  personal: 'personal',
};

export function ChoosePassphrase({ language, personal, onChoose }: Props) {
  const { texts } = useVaultContext();
  const [chosen, setChosen] = useState('');
  const [repeated, setRepeated] = useState('');
  const [wasSent, setSent] = useState(false);
  const [isPending, setPending] = useState(false);
  const strength = passphraseStrength(chosen, personal);
  const problem = strength.problem && texts[PROBLEMS[strength.problem]];
  const isDifferent = chosen !== repeated;

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    setSent(true);
    if (problem || isDifferent || isPending) return;
    setPending(true);
    await onChoose(chosen);
    setPending(false);
  };
  const take = (suggestion: string) => {
    setChosen(suggestion);
    setRepeated('');
  };
  const differs = wasSent && !problem && isDifferent;

  return (
    <form onSubmit={(event) => void send(event)} className="space-y-4" noValidate>
      <p>{texts.choose}</p>
      <NewPassphrase label={texts.passphrase} text={chosen} onChange={setChosen} error={wasSent && problem} />
      <PassphraseMeter strength={strength} isEmpty={chosen === ''} hint={wasSent ? null : problem} />
      <Suggestion language={language} onSuggest={take} />
      <NewPassphrase
        label={texts.chooseAgain}
        text={repeated}
        onChange={setRepeated}
        error={differs && texts.differ}
      />
      <Button type="submit" variant="primary" isPending={isPending} pendingLabel={texts.makingKeys}>
        {texts.makeKeys}
      </Button>
    </form>
  );
}

type NewProps = {
  label: string;
  text: string;
  onChange: (text: string) => void;
  error: string | false | null;
};

function NewPassphrase({ label, text, onChange, error }: NewProps) {
  const { texts } = useVaultContext();
  return (
    <PasswordField
      name="new-passphrase"
      label={label}
      autoComplete="new-password"
      showLabel={texts.show}
      hideLabel={texts.hide}
      value={text}
      onChange={(event) => onChange(event.target.value)}
      errors={error ? [error] : undefined}
      required
    />
  );
}

type SuggestionProps = { language: 'en' | 'es'; onSuggest: (suggestion: string) => void };

function Suggestion({ language, onSuggest }: SuggestionProps) {
  const { texts } = useVaultContext();
  const [suggestion, setSuggestion] = useState<string | null>(null);
  const suggest = () => {
    const passphrase = suggestedPassphrase(language);
    setSuggestion(passphrase);
    onSuggest(passphrase);
  };
  return (
    <div className="space-y-2">
      <Button onClick={suggest}>{texts.suggest}</Button>
      {suggestion && (
        <div role="status" className="rounded-md bg-sunken p-3">
          <p className="text-sm text-ink-2">{texts.suggestion}</p>
          <p className="my-1 font-mono break-words">{suggestion}</p>
          <CopyButton
            value={suggestion}
            label={texts.copy}
            copiedLabel={texts.copied}
            failedLabel={texts.copyFailed}
          />
        </div>
      )}
    </div>
  );
}
