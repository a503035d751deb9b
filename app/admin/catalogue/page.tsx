import type { Metadata } from 'next';
import { DataSources } from '@/components/installation/data-sources';
import { ScopesTable } from '@/components/installation/scopes-table';
import { PageHead } from '@/components/layout/page-head';
import { Card } from '@/components/ui/card';
import { readCatalogue } from '@/lib/installation/catalogue-queries';

export const metadata: Metadata = { title: 'Catalogue' };

export default async function CataloguePage() {
  const { scopes, sources } = await readCatalogue();
  return (
    <>
      <PageHead
        title="Catalogue"
        meta="The kinds of data that studies can ask for, and where readings come from."
      />
      <div className="space-y-6">
        <Card title="Scopes" flush>
          <ScopesTable scopes={scopes} />
        </Card>
        <DataSources sources={sources} />
      </div>
    </>
  );
}
