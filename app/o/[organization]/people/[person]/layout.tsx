import { Breadcrumb } from '@/components/layout/breadcrumb';
import { PageHead } from '@/components/layout/page-head';
import { PersonStatusBadge } from '@/components/people/person-status-badge';
import { Tabs } from '@/components/ui/tabs';
import { readPersonAccess } from '@/lib/people/person-queries';
import { routes } from '@/lib/routes';

export default async function PersonLayout({
  params,
  children,
}: LayoutProps<'/o/[organization]/people/[person]'>) {
  const { organization: organizationId, person: personId } = await params;
  const person = await readPersonAccess(organizationId, personId);
  return (
    <>
      <Breadcrumb
        crumbs={[{ label: 'People', href: routes.people(organizationId) }, { label: person.name }]}
      />
      <PageHead
        className="mt-2"
        title={<bdi>{person.name}</bdi>}
        status={<PersonStatusBadge status={person.status} />}
        meta={person.email}
      />
      <Tabs
        label="About this person"
        className="mb-4"
        tabs={[
          { href: routes.person(organizationId, personId), label: 'Access and activity' },
          ...(person.mayReadAudit
            ? [{ href: routes.personWhy(organizationId, personId), label: 'Why can they see this?' }]
            : []),
        ]}
      />
      {children}
    </>
  );
}
