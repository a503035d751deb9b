import { SearchX } from 'lucide-react';
import { buttonClass } from '@/components/ui/button-class';
import { EmptyState } from '@/components/ui/empty-state';

export const metadata = { title: 'Not found' };

/** The same words for "is not there" and "is not yours": the difference would be a fact about somebody. */
export default function NotFound() {
  return (
    <main className="mx-auto max-w-[40rem] py-16">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={<SearchX />}
        title="There is nothing here, or nothing you may see"
        text="The address may be mistyped, or your access to it may have ended."
        action={
          // A plain link: this page is part of every other, and the router's link would come along.
          <a href="/" className={buttonClass({ variant: 'primary' })}>
            Go to the start
          </a>
        }
      />
    </main>
  );
}
