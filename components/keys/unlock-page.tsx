'use client';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { ButtonLink } from '@/components/ui/button';
import { keySetUpPath } from './key-paths';
import { UnlockForm } from './unlock-form';
import { useVault } from './use-vault';
import { useVaultContext } from './vault-provider';

/** The dialog as a page of its own, for a link or a bookmark. */
export function UnlockPage({ to }: { to: Route }) {
  const { texts } = useVaultContext();
  const router = useRouter();
  const { state } = useVault();
  switch (state) {
    case 'starting':
    case 'signed-out':
      return <p className="text-ink-2">{texts.starting}</p>;
    case 'no-keys':
      return (
        <div className="space-y-4">
          <p>{texts.noKeysText}</p>
          <ButtonLink href={keySetUpPath(to)} variant="primary">
            {texts.setUp}
          </ButtonLink>
        </div>
      );
    case 'locked':
      return (
        <div className="space-y-4">
          <p>{texts.unlockIntro}</p>
          <UnlockForm texts={texts} onUnlocked={() => router.replace(to)} />
        </div>
      );
    case 'unlocked':
      return (
        <div className="space-y-4">
          <p>{texts.alreadyUnlocked}</p>
          <ButtonLink href={to} variant="primary">
            {texts.goOn}
          </ButtonLink>
        </div>
      );
  }
}
