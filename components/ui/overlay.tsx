'use client';
import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';

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
  return props.isOpen && <AriaOverlay {...props} />;
}
