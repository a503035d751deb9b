import type { Metadata } from 'next';
import { PageHead } from '@/components/layout/page-head';
import { OutboxTable } from '@/components/mail/outbox-table';
import { Callout } from '@/components/ui/callout';
import { Card } from '@/components/ui/card';
import { readOutbox } from '@/lib/mail/outbox-queries';
import { smtpSettings } from '@/lib/mail/postman';

export const metadata: Metadata = { title: 'Mail' };

export default async function AdminOutboxPage() {
  const letters = await readOutbox();
  return (
    <>
      <PageHead title="Mail" count={letters.length} />
      <div className="space-y-4">
        {smtpSettings() ? null : (
          <Callout tone="info">
            No mail leaves this installation: SMTP_URL is not set. Letters wait here, and their codes and
            links are taken out when they no longer work.
          </Callout>
        )}
        <Card flush>
          <OutboxTable letters={letters} />
        </Card>
      </div>
    </>
  );
}
