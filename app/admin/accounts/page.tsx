import type { Metadata } from 'next';
import { Pager } from '@/components/data-table/pager';
import { AccountSearch } from '@/components/installation/account-search';
import { AccountsTable } from '@/components/installation/accounts-table';
import { AddSuperAdminButton } from '@/components/installation/add-super-admin';
import { PageHead } from '@/components/layout/page-head';
import { KeyValue } from '@/components/ui/key-value';
import { formatNumber } from '@/lib/format';
import { AccountFilter } from '@/lib/installation/account-admin-schema';
import { listAccounts } from '@/lib/installation/account-admin-queries';
import type { AccountCount } from '@/lib/installation/account-admin-store';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Accounts' };

const KINDS = { practitioner: 'Practitioners', patient: 'Patients', super_admin: 'System administrators' };

export default async function AccountsPage({ searchParams }: PageProps<'/admin/accounts'>) {
  const filter = AccountFilter.parse(await searchParams);
  const { rows, nextCursor, counts, ownId } = await listAccounts(filter);
  return (
    <>
      <PageHead
        title="Accounts"
        count={formatNumber(
          counts.reduce((sum, { total }) => sum + total, 0),
          'en',
        )}
        actions={<AddSuperAdminButton />}
      />
      <KeyValue
        className="mb-4"
        items={counts.map((count) => ({ label: KINDS[count.userType], value: words(count) }))}
      />
      <AccountSearch filter={filter} />
      <AccountsTable rows={rows} ownId={ownId} />
      <Pager path={routes.adminAccounts()} filter={filter} nextCursor={nextCursor} />
    </>
  );
}

function words({ total, suspended }: AccountCount): string {
  const all = formatNumber(total, 'en');
  return suspended > 0 ? `${all}, of which ${formatNumber(suspended, 'en')} suspended` : all;
}
