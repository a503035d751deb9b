'use client';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { cn } from '@/lib/cn';
import { place, type Side } from './floating';

type Props = {
  text: string;
  /** One element that can take focus, or any text together with isFocusable. */
  children: ReactNode;
  side?: Side;
  /** Makes the wrapper itself a tab stop, for text that has more to say. */
  isFocusable?: boolean;
  /** False when the text only repeats the name of the child, so that it is not read twice. */
  isDescription?: boolean;
  className?: string;
};

/** Opens and closes the bubble, and ties it to what it describes. */
function useBubble({ side = 'top', isFocusable, isDescription = true }: Omit<Props, 'text' | 'children'>) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const target = isFocusable ? anchor.current : anchor.current?.firstElementChild;
    if (isDescription) target?.setAttribute('aria-describedby', id);
  }, [id, isFocusable, isDescription]);

  const show = () => {
    if (!anchor.current || !bubble.current) return;
    bubble.current.showPopover();
    place(anchor.current, bubble.current, side, 'center');
  };
  const hide = () => {
    if (bubble.current?.matches(':popover-open')) bubble.current.hidePopover();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') hide();
  };
  return {
    bubbleProps: { ref: bubble, id },
    anchorProps: {
      ref: anchor,
      onPointerEnter: show,
      onPointerLeave: hide,
      onFocus: show,
      onBlur: hide,
      onKeyDown,
    },
  };
}

/** Extra words on hover and focus; Esc hides them, and the pointer may move onto them. Never the only way. */
export function Tooltip({ text, children, isFocusable = false, className, ...props }: Props) {
  const { anchorProps, bubbleProps } = useBubble({ ...props, isFocusable });
  return (
    <span
      {...anchorProps}
      tabIndex={isFocusable ? 0 : undefined}
      className={cn('inline-flex', isFocusable && 'rounded-sm', className)}
    >
      {children}
      <span
        {...bubbleProps}
        role="tooltip"
        popover="manual"
        className="fixed inset-auto m-0 max-w-72 rounded-sm bg-ink px-2 py-1 text-xs whitespace-normal text-canvas print:hidden"
      >
        {text}
      </span>
    </span>
  );
}
