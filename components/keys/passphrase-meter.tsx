'use client';
import { cn } from '@/lib/cn';
import type { PassphraseStrength } from '@/lib/keys/passphrase';
import { useVaultContext } from './vault-provider';

const STEPS = [1, 2, 3, 4] as const;

type Props = { strength: PassphraseStrength; isEmpty: boolean; hint: string | null };

/** Four bars and the word for them: the word is what counts, the colour is not needed. */
export function PassphraseMeter({ strength: { score, problem }, isEmpty, hint }: Props) {
  const { texts } = useVaultContext();
  if (isEmpty) return null;
  const word = texts.strengths.split('|')[score] ?? '';
  return (
    <div className="space-y-1">
      <div aria-hidden className="flex gap-1">
        {STEPS.map((step) => (
          <span
            key={step}
            className={cn('h-1.5 flex-1 rounded-full', step <= score ? 'bg-accent' : 'bg-sunken')}
          />
        ))}
      </div>
      <p aria-live="polite" className="text-sm text-ink-2">
        {texts.strength}: <span className="font-medium text-ink">{word}</span>
        {problem && hint ? `. ${hint}` : ''}
      </p>
    </div>
  );
}
