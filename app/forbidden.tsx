import { ShieldX } from 'lucide-react';
import { buttonClass } from '@/components/ui/button-class';
import { EmptyState } from '@/components/ui/empty-state';
import { routes } from '@/lib/routes';

export const metadata = { title: 'No access' };

/** For people who may know that the thing exists: their role, or the patient's consent, does not reach so far. */
export default function Forbidden() {
  return (
    <div className="mx-auto max-w-[40rem] py-16">
      <h1 className="sr-only">No access</h1>
      <EmptyState
        icon={<ShieldX />}
        title="You do not have access to this"
        text="Your role does not include it, or the patient does not share it. This attempt is on record. A manager of the organization can tell you more."
        action={
          // A plain link: this page is part of every other, and the router's link would come along.
          <a href={routes.home()} className={buttonClass({ variant: 'primary' })}>
            Go to the start
          </a>
        }
      />
    </div>
  );
}
