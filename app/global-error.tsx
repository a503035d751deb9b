'use client';
import { EmptyState } from '@/components/ui/empty-state';
import { Button } from '@/components/ui/press-button';
import './globals.css';

/** The last net, when the root layout itself fails: a whole document, in the colours of the system. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body className="font-sans">
        <title>Something went wrong · Wellkept</title>
        <main className="mx-auto max-w-[40rem] py-16">
          <EmptyState
            title="Something went wrong on our side"
            text="Try again. If it stays like this, tell your administrator."
            action={
              <Button variant="primary" onClick={retry}>
                Try again
              </Button>
            }
          />
        </main>
      </body>
    </html>
  );
}
