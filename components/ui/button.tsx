import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { Link } from './link';

export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'quiet';
export type ButtonSize = 'sm' | 'md' | 'lg';
type Look = { variant?: ButtonVariant; size?: ButtonSize; icon?: ReactNode; block?: boolean };

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

/** The classes of a button, for the few elements that look like one and are neither button nor link. */
export function buttonClass({ variant = 'secondary', size = 'md', block = false }: Look): string {
  return cn(
    'inline-flex items-center justify-center rounded-md border font-medium text-center select-none',
    'transition-colors disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:shrink-0',
    VARIANTS[variant],
    SIZES[size],
    block && 'w-full',
  );
}

type ButtonProps = ComponentProps<'button'> & Look & { isPending?: boolean; pendingLabel?: string };

/** While pending it keeps its focus and its place, says so, and does nothing when pressed again. */
export function Button({
  variant,
  size,
  icon,
  block,
  isPending = false,
  pendingLabel,
  ...props
}: ButtonProps) {
  const { className, children, onClick, type = 'button', ...rest } = props;
  const look = buttonClass({ ...(variant && { variant }), ...(size && { size }), ...(block && { block }) });
  return (
    <button
      {...rest}
      type={type}
      className={cn(look, className)}
      aria-disabled={isPending || rest['aria-disabled'] || undefined}
      aria-busy={isPending || undefined}
      onClick={isPending ? preventPress : onClick}
    >
      {isPending ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
      {isPending && pendingLabel ? pendingLabel : children}
    </button>
  );
}

function preventPress(event: { preventDefault: () => void }) {
  event.preventDefault();
}

type ButtonLinkProps = ComponentProps<typeof Link> & Look;

export function ButtonLink({ variant, size, icon, block, className, children, ...props }: ButtonLinkProps) {
  const look = buttonClass({ ...(variant && { variant }), ...(size && { size }), ...(block && { block }) });
  return (
    <Link {...props} className={cn(look, className)}>
      {icon}
      {children}
    </Link>
  );
}
