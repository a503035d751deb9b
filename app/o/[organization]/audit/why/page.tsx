import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Breadcrumb } from '@/components/layout/breadcrumb';
import { PageHead } from '@/components/layout/page-head';
import { layerWords } from '@/components/audit/outcome-badge';
import { LayerList } from '@/components/people/layer-list';
import { RefusedAt } from '@/components/people/refused-at';
import { Card } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import { readRefusalPage } from '@/lib/people/access-question-queries';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Why was this refused?' };

export default async function RefusalPage({
  params,
  searchParams,
}: PageProps<'/o/[organization]/audit/why'>) {
  const { organization: organizationId } = await params;
  const { event } = await searchParams;
  if (typeof event !== 'string') notFound();
  const { actorName, sentence, at, layer, now } = await readRefusalPage(organizationId, event);
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: 'Audit log', href: routes.auditLog(organizationId) },
          { label: 'Why was this refused?' },
        ]}
      />
      <PageHead
        className="mt-2"
        title="Why was this refused?"
        meta={
          <>
            <bdi>{actorName ?? 'Somebody'}</bdi> <span dir="auto">{sentence}</span>,{' '}
            <Time at={at} format="exact" />
          </>
        }
      />
      <div className="grid max-w-[75rem] items-start gap-6 xl:grid-cols-2">
        <Card title="Then" description={layer ? `Refused because: ${layerWords(layer)}.` : undefined}>
          <RefusedAt layer={layer} />
        </Card>
        {now && (
          <Card title="Now" description="The same question, asked by the same rules at this moment.">
            <LayerList answer={now} source={null} />
          </Card>
        )}
      </div>
    </>
  );
}
