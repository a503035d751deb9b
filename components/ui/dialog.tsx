'use client';
import { cn } from '@/lib/cn';
import { Overlay, type OverlayProps } from './overlay';

const WIDTHS = { sm: 'sm:max-w-[26rem]', md: 'sm:max-w-[34rem]', lg: 'sm:max-w-[44rem]' };

/** For decisions. Rows open in a Drawer, forms of more than a few fields have their own page. */
export function Dialog({ size = 'sm', ...props }: OverlayProps & { size?: 'sm' | 'md' | 'lg' }) {
  return (
    <Overlay
      {...props}
      overlay="items-end justify-center p-3 sm:items-center sm:p-6"
      box={cn('max-h-full w-full rounded-lg', WIDTHS[size])}
    />
  );
}
