'use client';
import { useEffect, useRef, useState, useTransition, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Dialog } from '@/components/ui/dialog';
import { Field } from './field';

type Props = {
  title: string;
  children: ReactNode;
  /** What the button does, in one or two words. */
  button: string;
  isDanger?: boolean;
  /** A name that has to be written before the button does anything. */
  nameToType?: string;
  /** Does it, given what was typed, and answers what went wrong; null when it is done. */
  act: (typed: string) => Promise<string | null>;
  onClose: () => void;
};

/** A decision with its consequences above the buttons. It closes when the server has agreed, not before. */
export function ConfirmDialog({
  title,
  children,
  button,
  isDanger = false,
  nameToType,
  act,
  onClose,
}: Props) {
  const typed = useTypedName(nameToType);
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const confirm = () => {
    if (!typed.isRight()) return;
    startTransition(async () => {
      const sentence = await act(typed.value);
      if (sentence === null) onClose();
      else setFailure(sentence);
    });
  };
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      footer={<Footer {...{ button, isDanger, isPending }} onCancel={onClose} onConfirm={confirm} />}
    >
      {children}
      {typed.field}
      {failure && (
        <Callout tone="danger" role="alert" className="mt-3">
          {failure}
        </Callout>
      )}
    </Dialog>
  );
}

type FooterProps = {
  button: string;
  isDanger: boolean;
  isPending: boolean;
  onCancel: () => void;
  onConfirm: () => void;
};

function Footer({ button, isDanger, isPending, onCancel, onConfirm }: FooterProps) {
  return (
    <>
      <Button onClick={onCancel}>Cancel</Button>
      <Button
        variant={isDanger ? 'danger' : 'primary'}
        onClick={onConfirm}
        isPending={isPending}
        pendingLabel="Saving…"
      >
        {button}
      </Button>
    </>
  );
}

/** The button stays a button: pressed too early, it says what is missing and leads there. */
function useTypedName(name: string | undefined) {
  const [value, setValue] = useState('');
  const [tries, setTries] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const isMatch = name === undefined || value.trim() === name;
  useEffect(() => {
    if (tries > 0) box.current?.querySelector('input')?.focus();
  }, [tries]);
  const isRight = () => {
    if (!isMatch) setTries(tries + 1);
    return isMatch;
  };
  const field = name !== undefined && (
    <div ref={box} className="mt-4">
      <Field
        name="confirmName"
        label={
          <>
            Write <bdi className="font-semibold">{name}</bdi> to go on
          </>
        }
        value={value}
        onChange={(event) => setValue(event.target.value)}
        errors={tries > 0 && !isMatch ? ['Write the name exactly as it is shown.'] : undefined}
        autoComplete="off"
        maxLength={200}
      />
    </div>
  );
  return { value, isRight, field };
}
