import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { Brand } from './brand';
import { MAIN_ID, SkipLink } from './skip-link';

type Props = {
  title: ReactNode;
  children: ReactNode;
  description?: ReactNode;
  /** Under the card: other ways in, help, languages. */
  footer?: ReactNode;
  banner?: ReactNode;
  skipLabel?: string;
  width?: 'sm' | 'md' | 'lg';
  /** Patient type sizes, for pages that patients see. */
  isPatient?: boolean;
};

const WIDTHS = { sm: 'max-w-[26rem]', md: 'max-w-[36rem]', lg: 'max-w-[48rem]' };

/** Pages before the product: sign-in, invitation, recovery, unlock. One card with one question. */
export function AuthLayout({ title, children, width = 'sm', isPatient = false, ...props }: Props) {
  return (
    <div className={cn('flex min-h-dvh flex-col', isPatient && 'scale-patient')}>
      <SkipLink label={props.skipLabel ?? 'Skip to content'} />
      {props.banner}
      <div
        className={cn(
          'mx-auto flex w-full flex-1 flex-col px-4 py-8 sm:justify-center sm:py-12',
          WIDTHS[width],
        )}
      >
        <header className="mb-6">
          <Brand />
        </header>
        <main id={MAIN_ID} tabIndex={-1} className="rounded-lg border border-line bg-surface p-5 sm:p-7">
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          {props.description && <div className="mt-1 text-ink-2">{props.description}</div>}
          <div className="mt-5">{children}</div>
        </main>
        {props.footer && <footer className="mt-5 text-center text-sm text-ink-2">{props.footer}</footer>}
      </div>
    </div>
  );
}
