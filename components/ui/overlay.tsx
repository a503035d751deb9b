'use client';
import dynamic from 'next/dynamic';
import { useLayoutEffect, type ReactNode } from 'react';

// React Aria weighs more than most pages, and is needed after a press only.
const AriaOverlay = dynamic(() => import('./aria-overlay').then((module) => module.AriaOverlay), {
  ssr: false,
});

export type OverlayProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  children?: ReactNode;
  closeLabel?: string;
  /** 'alertdialog' when the question must be answered: pressing outside then does not close it. */
  role?: 'dialog' | 'alertdialog';
};

/** Where it stands in the window, as classes. */
export type OverlayPlaces = { overlay: string; box: string };

/** What Dialog and Drawer share; nothing is loaded before the first one opens. */
export function Overlay(props: OverlayProps & OverlayPlaces) {
  useFocusGivenBack(props.isOpen);
  return props.isOpen && <AriaOverlay {...props} />;
}

/**
 * The opener gets the focus back also when the whole dialog is taken away and not closed. Before painting, because the dialog
 * takes the focus after it.
 */
function useFocusGivenBack(isOpen: boolean): void {
  useLayoutEffect(() => {
    if (!isOpen) return;
    const opener = document.activeElement;
    return () => {
      requestAnimationFrame(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body;
        if (isLost && opener instanceof HTMLElement && opener.isConnected) opener.focus();
      });
    };
  }, [isOpen]);
}
