'use client';
import { X } from 'lucide-react';
import { useId } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { cn } from '@/lib/cn';
import { buttonClass } from './button-class';
import type { OverlayPlaces, OverlayProps } from './overlay';

/** What Dialog and Drawer share: focus kept inside and given back, Esc, the rest of the page hidden. */
export function AriaOverlay({
  overlay,
  box,
  isOpen,
  onOpenChange,
  role = 'dialog',
  ...content
}: OverlayProps & OverlayPlaces) {
  const descriptionId = useId();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={role === 'dialog'}
      className={cn('fixed inset-0 z-50 flex animate-fade bg-scrim print:hidden', overlay)}
    >
      <Modal className={cn('flex min-h-0 animate-rise bg-surface text-ink shadow-float', box)}>
        <AriaDialog
          role={role}
          {...(content.description !== undefined && { 'aria-describedby': descriptionId })}
          className="flex min-h-0 w-full flex-col outline-none"
        >
          <OverlayContent {...content} descriptionId={descriptionId} onClose={() => onOpenChange(false)} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

type ContentProps = Pick<OverlayProps, 'title' | 'description' | 'footer' | 'children' | 'closeLabel'> & {
  descriptionId: string;
  onClose: () => void;
};

function OverlayContent({
  title,
  description,
  footer,
  children,
  closeLabel = 'Close',
  ...rest
}: ContentProps) {
  return (
    <>
      <header className="flex items-start gap-3 px-5 pt-4 pb-2">
        <div className="min-w-0 flex-1">
          <Heading slot="title" className="text-lg font-semibold">
            {title}
          </Heading>
          {description && (
            <div id={rest.descriptionId} className="mt-1 text-ink-2">
              {description}
            </div>
          )}
        </div>
        <CloseButton label={closeLabel} onClose={rest.onClose} />
      </header>
      {children && <div className="min-h-0 flex-1 overflow-y-auto px-5 py-2">{children}</div>}
      {footer && (
        <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3 mt-2">
          {footer}
        </footer>
      )}
    </>
  );
}

function CloseButton({ label, onClose }: { label: string; onClose: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClose}
      className={cn(
        buttonClass({ variant: 'quiet', size: 'sm' }),
        '-mr-2 size-(--control-height) shrink-0 px-0',
      )}
    >
      <X aria-hidden />
    </button>
  );
}
