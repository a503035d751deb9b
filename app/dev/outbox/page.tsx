import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Letter } from '@/components/invitations/letter';
import { EmptyState } from '@/components/ui/empty-state';
import { outbox } from '@/lib/mail/outbox-queries';

export const metadata: Metadata = { title: 'Mail outbox' };
export const dynamic = 'force-dynamic';

/** Every letter that would have been sent. It exists in the demo and in development only. */
export default async function OutboxPage() {
  const letters = (await outbox()) ?? notFound();
  return (
    <main className="mx-auto max-w-[44rem] space-y-4 px-4 py-8">
      <h1 className="text-xl font-semibold">Mail outbox</h1>
      <p className="text-ink-2">
        Nothing leaves this installation. These letters would have been sent, newest first.
      </p>
      {letters.length === 0 && (
        <EmptyState title="No letter yet" text="Invite somebody: the invitation appears here." />
      )}
      {letters.map((letter) => (
        <Letter key={letter.id} letter={letter} />
      ))}
    </main>
  );
}
