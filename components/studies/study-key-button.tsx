'use client';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { useUnlocked } from '@/components/keys/use-unlocked';
import { Button } from '@/components/ui/button';
import { startStudyKey } from '@/lib/vault/study-keys';

type Props = { organizationId: string; studyId: string };

/** For a study whose key was not made with it, because the vault stayed locked. */
export function StudyKeyButton({ organizationId, studyId }: Props) {
  const router = useRouter();
  const unlocked = useUnlocked();
  const [isPending, startTransition] = useTransition();
  const [hasFailed, setFailed] = useState(false);
  const make = () =>
    startTransition(async () => {
      setFailed(false);
      try {
        await unlocked(() => startStudyKey({ organizationId, studyId }));
        router.refresh();
      } catch {
        setFailed(true);
      }
    });
  return (
    <>
      <Button size="sm" onClick={make} isPending={isPending} pendingLabel="Making the key…">
        Make the key
      </Button>
      {hasFailed && (
        <p role="alert" className="text-sm text-danger">
          The key was not made. Unlock and try again.
        </p>
      )}
    </>
  );
}
