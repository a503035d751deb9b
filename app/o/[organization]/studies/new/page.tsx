import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHead } from '@/components/layout/page-head';
import { CreateStudyForm } from '@/components/studies/create-study-form';
import { listStudies } from '@/lib/studies/study-queries';

export const metadata: Metadata = { title: 'New study' };

export default async function NewStudyPage({ params }: PageProps<'/o/[organization]/studies/new'>) {
  const { organization: organizationId } = await params;
  const { mayManage } = await listStudies(organizationId, { state: null });
  if (!mayManage) notFound();
  return (
    <>
      <PageHead title="New study" />
      <CreateStudyForm organizationId={organizationId} />
    </>
  );
}
