'use client';
import { Lock, LockOpen } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { ButtonLink } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { useMinute } from '@/components/ui/clock';
import { Menu, type MenuItem } from '@/components/ui/menu';
import { Button } from '@/components/ui/press-button';
import { cn } from '@/lib/cn';
import type { KeyTexts } from '@/lib/i18n/messages/key-messages';
import { IDLE_CHOICES_MS, vault } from '@/lib/vault/vault';
import type { IdleMs } from '@/lib/vault/vault-protocol';
import { fill } from './fill';
import { keySetUpPath } from './key-paths';
import { useVault } from './use-vault';
import { useVaultContext } from './vault-provider';

const MINUTE_MS = 60_000;

/** Whether the keys are open, always in the same corner of the shell. One press locks. */
export function LockChip() {
  const snapshot = useVault();
  const { texts } = useVaultContext();
  switch (snapshot.state) {
    case 'starting':
    case 'signed-out':
      return <p className="flex min-h-8 items-center px-2.5 text-sm text-ink-2">{texts.starting}</p>;
    case 'no-keys':
      return <SetUpChip label={texts.noKeys} action={texts.setUp} />;
    case 'locked':
      return <LockedChip texts={texts} />;
    case 'unlocked':
      return <UnlockedChip texts={texts} idleMs={snapshot.idleMs} expiresAt={snapshot.expiresAt} />;
  }
}

function SetUpChip({ label, action }: { label: string; action: string }) {
  return (
    <ButtonLink
      href={keySetUpPath(usePathname())}
      size="sm"
      variant="quiet"
      icon={<Lock aria-hidden />}
      aria-label={`${label}. ${action}`}
    >
      {label}
    </ButtonLink>
  );
}

function LockedChip({ texts }: { texts: KeyTexts }) {
  const { askToUnlock } = useVaultContext();
  return (
    <Button
      size="sm"
      variant="quiet"
      icon={<Lock aria-hidden />}
      aria-label={`${texts.locked}. ${texts.unlock}`}
      onClick={() => void askToUnlock()}
    >
      {texts.locked}
    </Button>
  );
}

type UnlockedProps = { texts: KeyTexts; idleMs: IdleMs; expiresAt: number | null };

function UnlockedChip({ texts, idleMs, expiresAt }: UnlockedProps) {
  const now = useMinute();
  const left =
    expiresAt === null || now === null ? null : Math.max(1, Math.floor((expiresAt - now) / MINUTE_MS));
  const text = left === null ? texts.unlocked : fill(texts.unlockedFor, { minutes: left });
  return (
    <div className="flex items-center">
      <button
        type="button"
        aria-label={texts.lockNow}
        title={texts.lockNow}
        onClick={() => void vault.lock()}
        className={cn(buttonClass({ variant: 'quiet', size: 'sm' }), 'size-8 px-0')}
      >
        <LockOpen aria-hidden />
      </button>
      <Menu label={text} items={choices(texts, idleMs)} align="start" className="min-w-0 px-1.5 tabular-nums">
        <span className="truncate">{text}</span>
      </Menu>
    </div>
  );
}

function choices(texts: KeyTexts, idleMs: IdleMs): MenuItem[] {
  const labels = [texts.keep15, texts.keep60, texts.keepOpen];
  const keep = IDLE_CHOICES_MS.map((choice, n): MenuItem => {
    const label = labels[n] ?? '';
    return {
      id: String(choice),
      label: n === 0 ? `${texts.keepFor}: ${label}` : label,
      isChecked: choice === idleMs,
      onSelect: () => void vault.keepUnlocked(choice),
      ...(choice === null && { hint: texts.keepOpenHint }),
    };
  });
  return [
    ...keep,
    { id: 'lock', label: texts.lockNow, icon: <Lock aria-hidden />, onSelect: () => void vault.lock() },
  ];
}
