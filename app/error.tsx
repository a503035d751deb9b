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

const UNAVAILABLE = {
  title: 'This is not possible right now',
  text: 'Nothing is lost. Try again in a moment.',
};
const BUG = {
  title: 'Something went wrong on our side',
  text: 'Nothing you did was lost on purpose. Try again, or go back to the start.',
};

export default function ErrorPage({ error, retry }: Props) {
  const digest = digestOf(error);
  const isUnavailable = digest === 'UNAVAILABLE';
  const { title, text } = isUnavailable ? UNAVAILABLE : BUG;
  return (
    <div role="alert" className="mx-auto max-w-[40rem] py-10">
      <EmptyState
        title={title}
        text={
          <>
            <p>{text}</p>
            {digest && !isUnavailable && <p className="mt-2 font-mono text-xs text-ink-3">Error {digest}</p>}
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
