'use client';
import { buttonClass } from '@/components/ui/button-class';
import { EmptyState } from '@/components/ui/empty-state';
import { Button } from '@/components/ui/press-button';

type Props = { error: unknown; retry: () => void };

/** The digest is the only part of a server error that may be shown: it finds the entry in the log. */
function digestOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('digest' in error)) return null;
  return typeof error.digest === 'string' ? error.digest : null;
}

export default function ErrorPage({ error, retry }: Props) {
  const digest = digestOf(error);
  return (
    <div role="alert" className="mx-auto max-w-[40rem] py-10">
      <EmptyState
        title="Something went wrong on our side"
        text={
          <>
            <p>Nothing you did was lost on purpose. Try again, or go back to the start.</p>
            {digest && <p className="mt-2 font-mono text-xs text-ink-3">Error {digest}</p>}
          </>
        }
        action={
          <>
            <Button variant="primary" onClick={retry}>
              Try again
            </Button>
            {/* A whole new page: what failed may be what would follow the link. */}
            <a href="/" className={buttonClass({})}>
              Go to the start
            </a>
          </>
        }
      />
    </div>
  );
}
