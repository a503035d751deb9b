'use client';
import { usePathname } from 'next/navigation';
import { ButtonLink } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { KeyTexts } from '@/lib/i18n/messages/key-messages';
import { keySetUpPath } from './key-paths';
import { UnlockForm } from './unlock-form';
import { useVault } from './use-vault';

type Props = { texts: KeyTexts; onAnswer: (isUnlocked: boolean) => void };

/** Over the page that needs the keys; afterwards the page goes on where it was. */
export function UnlockDialog({ texts, onAnswer }: Props) {
  const hasNoKeys = useVault().state === 'no-keys';
  return (
    <Dialog
      isOpen
      onOpenChange={() => onAnswer(false)}
      title={texts.unlockTitle}
      description={hasNoKeys ? texts.noKeysText : texts.unlockIntro}
      closeLabel={texts.close}
    >
      <div className="pb-3">
        {hasNoKeys ? (
          <SetUpLink texts={texts} />
        ) : (
          <UnlockForm texts={texts} onUnlocked={() => onAnswer(true)} />
        )}
      </div>
    </Dialog>
  );
}

function SetUpLink({ texts }: { texts: KeyTexts }) {
  return (
    <ButtonLink href={keySetUpPath(usePathname())} variant="primary">
      {texts.setUp}
    </ButtonLink>
  );
}
