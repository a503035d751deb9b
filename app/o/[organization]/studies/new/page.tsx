import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Breadcrumb } from '@/components/layout/breadcrumb';
import { PageHead } from '@/components/layout/page-head';
import { CreateStudyForm } from '@/components/studies/create-study-form';
import { listStudies } from '@/lib/studies/study-queries';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'New study' };

export default async function NewStudyPage({ params }: PageProps<'/o/[organization]/studies/new'>) {
  const { organization: organizationId } = await params;
  const { mayManage } = await listStudies(organizationId, { state: null });
  if (!mayManage) notFound();
  return (
    <>
      <Breadcrumb
        crumbs={[{ label: 'Studies', href: routes.studies(organizationId) }, { label: 'New study' }]}
      />
      <PageHead title="New study" />
      <CreateStudyForm organizationId={organizationId} />
    </>
  );
}
