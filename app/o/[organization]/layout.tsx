import { cookies } from 'next/headers';
import { AccountMenu } from '@/components/account/account-menu';
import { DemoNotice } from '@/components/account/demo-notice';
import { PractitionerShell } from '@/components/layout/practitioner-shell';
import { OrganizationSwitcher } from '@/components/organizations/organization-switcher';
import { LockChip } from '@/components/keys/lock-chip';
import { VaultRoot } from '@/components/keys/vault-root';
import { practitionerNav } from '@/components/organizations/practitioner-nav';
import { accountPages, practitionerPages } from '@/components/palette/practitioner-pages';
import { PractitionerTools } from '@/components/palette/practitioner-tools';
import { NamesToggle } from '@/components/patients/names-toggle';
import { NAMES_COOKIE } from '@/lib/patients/hidden-names';
import { areNamesHidden } from '@/lib/patients/shown-names';
import { readOwnOrganization } from '@/lib/organizations/organization-queries';
import { routes } from '@/lib/routes';

/** The frame only. It shows the caller's own organization; whether a page may be seen is the page's question. */
export default async function OrganizationLayout({ params, children }: LayoutProps<'/o/[organization]'>) {
  const { organization: currentId } = await params;
  const here = await readOwnOrganization(currentId);
  const navItems = here ? practitionerNav(currentId, here.role) : [];
  const pages = here ? practitionerPages(navItems, currentId, here.role) : accountPages();
  const isNavCollapsed = (await cookies()).get('nav')?.value === 'collapsed';
  return (
    <VaultRoot locale="en">
      <PractitionerShell
        homeHref={routes.organization(currentId)}
        {...(here && { homeLabel: here.name })}
        navItems={navItems}
        tools={
          <>
            {here && <NamesToggle cookie={NAMES_COOKIE} isHidden={await areNamesHidden()} />}
            <PractitionerTools pages={pages} organizationId={currentId} />
          </>
        }
        orgSwitcher={<OrganizationSwitcher here={here} />}
        lockChip={<LockChip />}
        userMenu={<AccountMenu locale="en" />}
        banner={<DemoNotice locale="en" />}
        isNavCollapsed={isNavCollapsed}
      >
        {children}
      </PractitionerShell>
    </VaultRoot>
  );
}
