import { cn } from '@/lib/cn';

export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'quiet';
export type ButtonSize = 'sm' | 'md' | 'lg';
export type ButtonLook = { variant?: ButtonVariant; size?: ButtonSize; block?: boolean };

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border-control bg-surface text-ink hover:bg-hover',
  danger: 'border-transparent bg-danger-fill text-on-accent hover:bg-danger-fill-hover',
  quiet: 'border-transparent bg-transparent text-ink-2 hover:bg-sunken hover:text-ink',
};
const SIZES: Record<ButtonSize, string> = {
  sm: 'min-h-8 px-2.5 py-1 text-sm gap-1.5 [&_svg]:size-4',
  md: 'min-h-[var(--control-height)] px-3.5 py-1.5 text-base gap-2 [&_svg]:size-4',
  lg: 'min-h-12 px-5 py-2 text-base gap-2 [&_svg]:size-5',
};

/** How a button looks, for links and for the few elements that are neither. */
export function buttonClass({ variant = 'secondary', size = 'md', block = false }: ButtonLook): string {
  return cn(
    'inline-flex items-center justify-center rounded-md border font-medium text-center select-none',
    'transition-colors disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:shrink-0',
    VARIANTS[variant],
    SIZES[size],
    block && 'w-full',
  );
}
