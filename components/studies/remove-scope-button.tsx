'use client';
import { useState, useTransition } from 'react';
import { ConfirmDialog } from '@/components/forms/confirm-dialog';
import { Button } from '@/components/ui/button';
import type { Scope } from '@/lib/studies/study';
import { removeScopeRequestAction } from '@/lib/studies/study-actions';

type Props = { studyId: string; scope: Scope; isOpen: boolean };

/** A draft just takes it back. In an open study it ends reading, so that is said first. */
export function RemoveScopeButton({ studyId, scope, isOpen }: Props) {
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const remove = async () => {
    const result = await removeScopeRequestAction({ studyId, scopeCode: scope.code });
    return result.ok ? null : result.error.message;
  };
  const removeNow = () => startTransition(async () => setFailure(await remove()));
  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        aria-label={`Remove ${scope.name}`}
        onClick={isOpen ? () => setAsking(true) : removeNow}
        isPending={isPending}
      >
        Remove
      </Button>
      {isAsking && <RemoveDialog name={scope.name} act={remove} onClose={() => setAsking(false)} />}
      {failure && (
        <p role="alert" className="w-full text-sm text-danger">
          {failure}
        </p>
      )}
    </>
  );
}

type DialogProps = { name: string; act: () => Promise<string | null>; onClose: () => void };

function RemoveDialog({ name, act, onClose }: DialogProps) {
  return (
    <ConfirmDialog
      title={`Stop asking for ${name.toLowerCase()}?`}
      button="Stop asking"
      isDanger
      act={act}
      onClose={onClose}
    >
      <p>
        Nobody can read these readings in this study any more, at once. The patients’ answers stay in the
        history.
      </p>
    </ConfirmDialog>
  );
}
