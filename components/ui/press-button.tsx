import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { buttonClass, type ButtonLook } from './button-class';

type Props = ComponentProps<'button'> &
  ButtonLook & { icon?: ReactNode; isPending?: boolean; pendingLabel?: string };

/** While pending it keeps its focus and its place, says so, and does nothing when pressed again. */
export function Button({ variant = 'secondary', size = 'md', block = false, icon, ...props }: Props) {
  const { className, children, onClick, type = 'button', isPending = false, pendingLabel, ...rest } = props;
  return (
    <button
      {...rest}
      type={type}
      className={cn(buttonClass({ variant, size, block }), className)}
      aria-disabled={isPending || rest['aria-disabled'] || undefined}
      aria-busy={isPending || undefined}
      onClick={isPending ? preventPress : onClick}
    >
      {isPending ? <Spinner /> : icon}
      {isPending && pendingLabel ? pendingLabel : children}
    </button>
  );
}

/** Drawn with a border and not with an icon: the sign-in page has to stay small. */
function Spinner() {
  return (
    <span
      aria-hidden
      className="size-4 shrink-0 animate-spin rounded-full border-2 border-current border-r-transparent"
    />
  );
}

function preventPress(event: { preventDefault: () => void }) {
  event.preventDefault();
}
