import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { EmptyState } from '@/components/ui/empty-state';
import { currentTranslator } from '@/lib/i18n/translator';

type Props = { kind: 'notFound' | 'forbidden'; icon: ReactNode };

/** Cause, next step and the number of the request, in the reader's language. */
export async function ProblemPage({ kind, icon }: Props) {
  const t = await currentTranslator('problem');
  const requestId = (await headers()).get('x-request-id');
  return (
    <>
      <h1 className="sr-only">{t(kind)}</h1>
      <EmptyState
        icon={icon}
        title={t(`${kind}Title`)}
        text={
          <>
            <p>{t(`${kind}Text`)}</p>
            {requestId && (
              <p className="mt-2 text-xs">
                {t('number')} <span className="font-mono break-all select-all">{requestId}</span>
              </p>
            )}
          </>
        }
        action={
          // A plain link: this page is part of every other, and the router's link would come along.
          <a href="/" className={buttonClass({ variant: 'primary' })}>
            {t('start')}
          </a>
        }
      />
    </>
  );
}
