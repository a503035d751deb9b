'use client';
import { cn } from '@/lib/cn';
import { Overlay, type OverlayProps } from './overlay';

const WIDTHS = { md: 'sm:max-w-[30rem]', lg: 'sm:max-w-[40rem]' };

/** The details of a row, from the right edge. Esc closes it and gives the focus back to the row. */
export function Drawer({ size = 'md', ...props }: OverlayProps & { size?: 'md' | 'lg' }) {
  return <Overlay {...props} overlay="justify-end" box={cn('h-full w-full', WIDTHS[size])} />;
}
