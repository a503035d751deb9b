import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { buttonClass, type ButtonLook } from './button-class';
import { Link } from './link';

export { Button } from './press-button';
export { buttonClass } from './button-class';

type Props = ComponentProps<typeof Link> & ButtonLook & { icon?: ReactNode };

/** A link that stands among buttons. What the sign-in page loads takes press-button instead, without the router. */
export function ButtonLink({ variant = 'secondary', size = 'md', block = false, icon, ...props }: Props) {
  const { className, children, ...rest } = props;
  return (
    <Link {...rest} className={cn(buttonClass({ variant, size, block }), className)}>
      {icon}
      {children}
    </Link>
  );
}
