'use client';
import { useState, useTransition, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Dialog } from '@/components/ui/dialog';

type Props = {
  title: string;
  children: ReactNode;
  /** What the button does, in one or two words. */
  button: string;
  isDanger?: boolean;
  /** Does it, and answers what went wrong; null when it is done. */
  act: () => Promise<string | null>;
  onClose: () => void;
};

/** A decision with its consequences above the buttons. It closes when the server has agreed, not before. */
export function ConfirmDialog({ title, children, button, isDanger = false, act, onClose }: Props) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const confirm = () =>
    startTransition(async () => {
      const sentence = await act();
      if (sentence === null) onClose();
      else setFailure(sentence);
    });
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button
        variant={isDanger ? 'danger' : 'primary'}
        onClick={confirm}
        isPending={isPending}
        pendingLabel="Saving…"
      >
        {button}
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      footer={footer}
    >
      {children}
      {failure && (
        <Callout tone="danger" role="alert" className="mt-3">
          {failure}
        </Callout>
      )}
    </Dialog>
  );
}
