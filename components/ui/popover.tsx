'use client';
import type { ReactNode, ToggleEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { cn } from '@/lib/cn';
import { place, type Align } from './floating';

export const PANEL =
  'fixed inset-auto m-0 max-h-[min(32rem,calc(100dvh-1rem))] max-w-[calc(100vw-1rem)] overflow-y-auto rounded-lg border border-line bg-surface text-ink shadow-float';

/** The native popover: light dismiss, Esc, the top layer and the return of focus come from the browser. */
export function usePopover(align: Align) {
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);

  // The browser opens it also before the page's script is there to hear of it: it would stand open with nothing in it.
  useEffect(() => {
    if (panel.current?.matches(':popover-open')) setOpen(true);
  }, []);

  useEffect(() => {
    if (!isOpen) return;
    const update = () => {
      if (trigger.current && panel.current) place(trigger.current, panel.current, 'bottom', align);
    };
    // The state changes just before the browser shows the panel: it has a size only in the next frame.
    const frame = requestAnimationFrame(update);
    window.addEventListener('resize', update);
    window.addEventListener('scroll', update, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('resize', update);
      window.removeEventListener('scroll', update, { capture: true });
    };
  }, [isOpen, align]);

  return {
    isOpen,
    trigger,
    panel,
    close: () => panel.current?.hidePopover(),
    open: () => panel.current?.showPopover(),
    triggerProps: { ref: trigger, popoverTarget: id, 'aria-expanded': isOpen },
    panelProps: {
      ref: panel,
      id,
      popover: 'auto' as const,
      onBeforeToggle: (event: ToggleEvent) => setOpen(event.newState === 'open'),
    },
  };
}

type Props = {
  /** The accessible name of the panel. */
  label: string;
  trigger: ReactNode;
  triggerLabel?: string;
  triggerClassName?: string;
  children: ReactNode | ((close: () => void) => ReactNode);
  align?: Align;
  className?: string;
};

/** A panel beside its button, for switchers and short settings; the page behind it stays usable. */
export function Popover({
  label,
  trigger,
  triggerLabel,
  triggerClassName,
  children,
  align = 'start',
  className,
}: Props) {
  const { isOpen, close, triggerProps, panelProps } = usePopover(align);
  return (
    <>
      <button
        {...triggerProps}
        type="button"
        aria-label={triggerLabel}
        aria-haspopup="dialog"
        className={triggerClassName}
      >
        {trigger}
      </button>
      <div {...panelProps} role="dialog" aria-label={label} className={cn(PANEL, 'p-3', className)}>
        {isOpen && (typeof children === 'function' ? children(close) : children)}
      </div>
    </>
  );
}
