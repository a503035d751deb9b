'use client';
import { KeyRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Callout } from '@/components/ui/callout';
import { Button } from '@/components/ui/press-button';
import type { WaitingForKey } from '@/lib/keys/key-bundles';
import { shareWaitingKeys } from '@/lib/vault/study-keys';
import { useUnlocked } from './use-unlocked';

type Props = { organizationId: string; studies: WaitingForKey[] };

/** For managers: colleagues whose role lets them read, and whom nobody has given the key yet. Nothing when there are none. */
export function WaitingKeysCard({ organizationId, studies }: Props) {
  const router = useRouter();
  const unlocked = useUnlocked();
  const [isPending, startTransition] = useTransition();
  const [hasFailed, setFailed] = useState(false);
  if (studies.length === 0) return null;

  const names = [...new Set(studies.flatMap(({ waiting }) => waiting.map(({ name }) => name)))];
  const share = () =>
    startTransition(async () => {
      setFailed(false);
      try {
        await unlocked(() => shareWaitingKeys(organizationId));
        router.refresh();
      } catch {
        setFailed(true);
      }
    });
  return (
    <Callout
      tone="info"
      title={names.length === 1 ? 'A colleague waits for keys' : `${names.length} colleagues wait for keys`}
      actions={
        <Button icon={<KeyRound aria-hidden />} onClick={share} isPending={isPending} pendingLabel="Sharing…">
          Share keys
        </Button>
      }
    >
      <p>
        <bdi>{names.join(', ')}</bdi> cannot open readings of{' '}
        <bdi>{studies.map(({ studyName }) => studyName).join(', ')}</bdi> until you share the key.
      </p>
      {hasFailed && (
        <p role="alert" className="font-medium text-danger">
          The keys were not shared. Unlock and try again; you can share only keys that you have yourself.
        </p>
      )}
    </Callout>
  );
}
