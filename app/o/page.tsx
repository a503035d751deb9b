import { Building2 } from 'lucide-react';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AccountMenu } from '@/components/account/account-menu';
import { AuthLayout } from '@/components/layout/auth-layout';
import { EmptyState } from '@/components/ui/empty-state';
import { readHomeOrganization } from '@/lib/organizations/overview-queries';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Organizations' };

/** To the first of the caller's organizations; the switcher is there. */
export default async function OrganizationsPage() {
  const first = await readHomeOrganization();
  if (first) redirect(routes.organization(first.id));
  return (
    <AuthLayout title="Organizations" footer={<AccountMenu locale="en" />}>
      <EmptyState
        icon={<Building2 />}
        title="You have no role in an organization yet"
        text="Ask a manager for an invitation. A role may also have reached its end date."
      />
    </AuthLayout>
  );
}
