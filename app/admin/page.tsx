import type { Metadata } from 'next';
import { InstallationTable } from '@/components/organizations/installation-table';
import { PageHead } from '@/components/layout/page-head';
import { Card } from '@/components/ui/card';
import { KeyValue } from '@/components/ui/key-value';
import { readInstallation } from '@/lib/accounts/installation-queries';
import type { AccountCount } from '@/lib/accounts/installation-store';
import { formatNumber } from '@/lib/format';

export const metadata: Metadata = { title: 'System' };

const KINDS = { practitioner: 'Practitioners', patient: 'Patients', super_admin: 'System administrators' };

/** The installation's own things. Patient data has no way in here. */
export default async function AdminPage() {
  const { organizations, accounts } = await readInstallation();
  return (
    <>
      <PageHead title="Organizations" count={formatNumber(organizations.length, 'en')} />
      <div className="space-y-6">
        <Card flush>
          <InstallationTable organizations={organizations} />
        </Card>
        <Card title="Accounts">
          <KeyValue
            items={accounts.map((count) => ({ label: KINDS[count.userType], value: words(count) }))}
          />
        </Card>
      </div>
    </>
  );
}

function words({ total, suspended }: AccountCount): string {
  const all = formatNumber(total, 'en');
  return suspended > 0 ? `${all}, of which ${formatNumber(suspended, 'en')} suspended` : all;
}
