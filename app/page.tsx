import { redirect } from 'next/navigation';
import { currentAccount } from '@/lib/auth/session';
import { listOwnOrganizations } from '@/lib/organizations/organization-queries';
import { firstOrganization } from '@/lib/organizations/organization-tree';
import { routes } from '@/lib/routes';

/** Nothing to see: everyone has a home of their own. */
export default async function HomePage() {
  const account = await currentAccount();
  if (!account) redirect(routes.signIn());
  switch (account.userType) {
    case 'patient':
      return redirect(routes.mySharing());
    case 'super_admin':
      return redirect(routes.admin());
    case 'practitioner': {
      const first = firstOrganization(await listOwnOrganizations());
      return redirect(first ? routes.organization(first.id) : routes.organizations());
    }
  }
}
