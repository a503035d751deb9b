'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';

type Props = {
  isOpen: boolean;
  title: string;
  /** What will happen, before it does. */
  text: string;
  no: string;
  yes: string;
  isSaving: boolean;
  onClose: () => void;
  onYes: () => void;
  children?: ReactNode;
};

/** A change of sharing: what it does in plain words, and two buttons of the same size. */
export function ConsentDialog({ isOpen, title, text, no, yes, isSaving, onClose, onYes, children }: Props) {
  const t = useTranslations('sharing');
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={text}
      closeLabel={no}
      footer={
        <div className="scale-patient grid w-full grid-cols-2 gap-3">
          <Button size="lg" block onClick={onClose}>
            {no}
          </Button>
          <Button
            size="lg"
            block
            variant="primary"
            isPending={isSaving}
            pendingLabel={t('saving')}
            onClick={onYes}
          >
            {yes}
          </Button>
        </div>
      }
    >
      {children}
    </Dialog>
  );
}
