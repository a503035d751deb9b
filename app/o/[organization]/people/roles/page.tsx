import type { Metadata } from 'next';
import { PageHead } from '@/components/layout/page-head';
import { PeopleTabs } from '@/components/people/people-tabs';
import { RoleMatrix } from '@/components/people/role-matrix';
import { readRoleMatrix } from '@/lib/people/person-queries';

export const metadata: Metadata = { title: 'Role matrix' };

export default async function RolesPage({ params }: PageProps<'/o/[organization]/people/roles'>) {
  const { organization: organizationId } = await params;
  const { mayManage } = await readRoleMatrix(organizationId);
  return (
    <>
      <PageHead title="Role matrix" />
      <PeopleTabs organizationId={organizationId} current="roles" mayManage={mayManage} />
      <p className="mb-4 max-w-[70ch] text-ink-2">
        A role here also holds in the organizations below, and the strongest one counts. No role is enough by
        itself to open readings: the patient’s consent is asked at every single read.
      </p>
      <RoleMatrix />
    </>
  );
}
