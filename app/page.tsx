import { redirect } from 'next/navigation';
import { currentAccount } from '@/lib/auth/session';
import { readHomeOrganization } from '@/lib/organizations/overview-queries';
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
      const first = await readHomeOrganization();
      return redirect(first ? routes.organization(first.id) : routes.organizations());
    }
  }
}
