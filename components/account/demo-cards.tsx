'use client';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FormError } from '@/components/forms/form-error';
import { Button } from '@/components/ui/press-button';
import { Initials } from '@/components/ui/initials';
import { requestSignIn } from './sign-in-request';
import { unlockVault } from './vault-at-sign-in';

export type DemoCard = {
  title: string;
  name: string;
  email: string;
  password: string;
  passphrase: string;
  tryThis: string;
  home: Route;
  enter: string;
};
export type DemoTexts = Record<'entering' | 'passphrase' | 'unreachable', string>;
type Props = { cards: DemoCard[]; texts: DemoTexts; secondStep: Route };

/** One click signs in and unlocks. The passphrase is on the card, so that a newcomer sees that there is one. */
export function DemoCards({ cards, texts, secondStep }: Props) {
  const router = useRouter();
  const [entering, setEntering] = useState<string | null>(null);
  const [failure, setFailure] = useState<{ message: string } | null>(null);

  const enter = async ({ email, password, passphrase, home }: DemoCard) => {
    if (entering) return;
    setEntering(email);
    setFailure(null);
    const answer = await requestSignIn({ email, password }, texts.unreachable);
    if (!answer.ok) {
      setFailure(answer);
      setEntering(null);
      return;
    }
    // When the vault does not open, the page after this one shows itself locked and offers to unlock.
    await unlockVault(passphrase).catch(() => undefined);
    router.push(answer.awaitsFactor ? secondStep : home);
  };

  return (
    <div className="space-y-3">
      <FormError message={failure?.message} fields={failure ? {} : undefined} />
      <ul className="grid gap-3 sm:grid-cols-2">
        {cards.map((card) => (
          <Card
            key={card.email}
            card={card}
            texts={texts}
            isEntering={entering === card.email}
            onEnter={() => void enter(card)}
          />
        ))}
      </ul>
    </div>
  );
}

type CardProps = { card: DemoCard; texts: DemoTexts; isEntering: boolean; onEnter: () => void };

function Card({ card, texts, isEntering, onEnter }: CardProps) {
  return (
    <li className="flex flex-col gap-3 rounded-lg border border-line p-4">
      <div className="flex items-center gap-2.5">
        <Initials name={card.name} size="md" />
        <div className="min-w-0">
          <h3 className="font-semibold">{card.title}</h3>
          <p className="truncate text-sm text-ink-2">{card.name}</p>
        </div>
      </div>
      <p className="flex-1 text-sm">{card.tryThis}</p>
      <p className="rounded-md bg-sunken px-2.5 py-1.5 text-sm">
        <span className="block text-xs text-ink-2">{texts.passphrase}</span>
        <span className="font-mono text-xs">{card.passphrase}</span>
      </p>
      <Button variant="primary" block isPending={isEntering} pendingLabel={texts.entering} onClick={onEnter}>
        {card.enter}
      </Button>
    </li>
  );
}
