import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { Breadcrumb } from '@/components/layout/breadcrumb';
import { PageHead } from '@/components/layout/page-head';
import { MailState } from '@/components/mail/mail-state';
import { Card } from '@/components/ui/card';
import { KeyValue } from '@/components/ui/key-value';
import { Time } from '@/components/ui/time';
import { readLetter } from '@/lib/mail/outbox-queries';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Letter' };

/** One letter as it is read, in both of its forms. */
export default async function AdminLetterPage({ params }: PageProps<'/admin/outbox/[mail]'>) {
  const letter = await readLetter((await params).mail);
  const nonce = (await headers()).get('x-nonce') ?? '';
  const items = [
    { label: 'To', value: <bdi className="break-all">{letter.toAddress}</bdi> },
    { label: 'Written', value: <Time at={letter.createdAt} /> },
    { label: 'State', value: <MailState mail={letter} /> },
    ...(letter.sentAt ? [{ label: 'Sent', value: <Time at={letter.sentAt} /> }] : []),
  ];
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Mail', href: routes.adminOutbox() }, { label: letter.subject }]} />
      <PageHead title={letter.subject} />
      <div className="space-y-6">
        <Card>
          <KeyValue items={items} />
        </Card>
        <Card title="As HTML">
          {/* An empty sandbox: no script, no form, no link leads anywhere from here. */}
          <iframe
            sandbox=""
            title="The letter as HTML"
            srcDoc={letter.bodyHtml.replace('<style>', `<style nonce="${nonce}">`)}
            className="h-96 w-full rounded-md border border-line bg-white"
          />
        </Card>
        <Card title="As text">
          <p className="font-mono text-sm break-words whitespace-pre-wrap">{letter.bodyText}</p>
        </Card>
      </div>
    </>
  );
}
