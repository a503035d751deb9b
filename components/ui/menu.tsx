'use client';
import { Check } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect } from 'react';
import { cn } from '@/lib/cn';
import { buttonClass, type ButtonSize, type ButtonVariant } from './button-class';
import type { Align } from './floating';
import { Link } from './link';
import { nextIndex, typeAheadIndex } from './menu-keys';
import { PANEL, usePopover } from './popover';

export type MenuItem = {
  id: string;
  label: string;
  icon?: ReactNode;
  /** A second line in grey. */
  hint?: string;
  href?: string;
  onSelect?: () => void;
  isDanger?: boolean;
  isDisabled?: boolean;
  /** Given for every item of a choice of one: the menu then shows which one holds. */
  isChecked?: boolean;
};

type Props = {
  /** The accessible name of the button and of the menu; shown when there are no children. */
  label: string;
  items: MenuItem[];
  children?: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  align?: Align;
  className?: string;
};

function itemsIn(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role^="menuitem"]:not([aria-disabled="true"])') ?? [])];
}

/** Arrows, Home, End and letters move; Esc and Tab leave. */
function useMenuKeys({ isOpen, open, close, panel }: ReturnType<typeof usePopover>) {
  useEffect(() => {
    if (!isOpen) return;
    const frame = requestAnimationFrame(() => itemsIn(panel.current)[0]?.focus());
    return () => cancelAnimationFrame(frame);
  }, [isOpen, panel]);

  const onTriggerKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    open();
  };
  const onMenuKey = (event: KeyboardEvent) => {
    // A dialog around the menu must not close together with it.
    if (event.key === 'Escape') event.stopPropagation();
    if (event.key === 'Tab' || event.key === 'Escape') close();
    const found = itemsIn(panel.current);
    const at = found.findIndex((item) => item === document.activeElement);
    const next = nextIndex(event.key, at, found.length) ?? typeAheadIndex(event.key, at, labelsOf(found));
    if (next === null) return;
    event.preventDefault();
    found[next]?.focus();
  };
  return { onTriggerKey, onMenuKey };
}

/** A button with a list of actions. */
export function Menu({
  label,
  items,
  children,
  variant = 'quiet',
  size = 'sm',
  align = 'end',
  className,
}: Props) {
  const popover = usePopover(align);
  const { onTriggerKey, onMenuKey } = useMenuKeys(popover);
  const { isOpen, close, triggerProps, panelProps } = popover;
  return (
    <>
      <button
        {...triggerProps}
        type="button"
        aria-haspopup="menu"
        aria-label={children ? label : undefined}
        onKeyDown={onTriggerKey}
        className={cn(buttonClass({ variant, size }), className)}
      >
        {children ?? label}
      </button>
      <div
        {...panelProps}
        role="menu"
        aria-label={label}
        onKeyDown={onMenuKey}
        className={cn(PANEL, 'min-w-44 p-1')}
      >
        {isOpen && items.map((item) => <MenuRow key={item.id} item={item} onClose={close} />)}
      </div>
    </>
  );
}

function labelsOf(items: HTMLElement[]): string[] {
  return items.map((item) => item.textContent);
}

function MenuRow({ item, onClose }: { item: MenuItem; onClose: () => void }) {
  const { label, icon, hint, href, onSelect, isDanger, isDisabled, isChecked } = item;
  const shared = {
    role: isChecked === undefined ? 'menuitem' : 'menuitemradio',
    'aria-checked': isChecked,
    tabIndex: -1,
    className: cn(
      'flex min-h-9 w-full items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-left text-base outline-offset-[-2px]',
      'hover:bg-sunken focus:bg-sunken aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
      isDanger ? 'text-danger' : 'text-ink',
    ),
  };
  const content = (
    <>
      {icon}
      <span className="min-w-0 flex-1">
        {label}
        {hint && <span className="block text-sm text-ink-2">{hint}</span>}
      </span>
      {isChecked && <Check aria-hidden />}
    </>
  );
  if (href !== undefined && !isDisabled) {
    return (
      <Link {...shared} href={href} onClick={onClose}>
        {content}
      </Link>
    );
  }
  const select = () => {
    onClose();
    onSelect?.();
  };
  return (
    <button {...shared} type="button" aria-disabled={isDisabled} onClick={isDisabled ? undefined : select}>
      {content}
    </button>
  );
}
