'use client';
import { buttonClass } from '@/components/ui/button-class';
import { EmptyState } from '@/components/ui/empty-state';
import { errorNumber } from '@/components/ui/error-number';
import { Button } from '@/components/ui/press-button';
import { problemMessages } from '@/lib/i18n/messages/problem-messages';

type Props = { error: unknown; retry: () => void };

/** Drawn in the browser only, so that the language of the page can be asked. */
function words() {
  const isSpanish = typeof document !== 'undefined' && document.documentElement.lang === 'es';
  return problemMessages[isSpanish ? 'es' : 'en'];
}

/** What happened, what to do, and the number that finds it in the log; in the reader's language. */
export default function ErrorPage({ error, retry }: Props) {
  const number = errorNumber(error);
  const isBusy = number === 'UNAVAILABLE';
  const t = words();
  return (
    <div role="alert" className="mx-auto max-w-[40rem] py-10">
      <EmptyState
        title={isBusy ? t.busyTitle : t.bugTitle}
        text={
          <>
            <p>{isBusy ? t.busyText : t.bugText}</p>
            {number && !isBusy && <p className="mt-2 font-mono text-xs break-all select-all">{number}</p>}
          </>
        }
        action={
          <>
            <Button variant="primary" onClick={retry}>
              {t.again}
            </Button>
            {/* A whole new page: what failed may be what would follow the link. */}
            <a href="/" className={buttonClass({})}>
              {t.start}
            </a>
          </>
        }
      />
    </div>
  );
}
