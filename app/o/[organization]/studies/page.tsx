import { FlaskConical, Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { PageHead } from '@/components/layout/page-head';
import { StudiesTable } from '@/components/studies/studies-table';
import { StudyFilterTabs } from '@/components/studies/study-filter-tabs';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { routes } from '@/lib/routes';
import { listStudies } from '@/lib/studies/study-queries';
import { StudyFilter } from '@/lib/studies/study-schema';

export const metadata: Metadata = { title: 'Studies' };

export default async function StudiesPage({ params, searchParams }: PageProps<'/o/[organization]/studies'>) {
  const { organization: organizationId } = await params;
  const filter = StudyFilter.parse(await searchParams);
  const { studies, mayManage } = await listStudies(organizationId, filter);
  const newStudy = (
    <ButtonLink variant="primary" icon={<Plus aria-hidden />} href={routes.newStudy(organizationId)}>
      New study
    </ButtonLink>
  );
  return (
    <>
      <PageHead title="Studies" count={studies.length} actions={mayManage && newStudy} />
      <StudyFilterTabs organizationId={organizationId} state={filter.state} />
      <StudiesTable
        organizationId={organizationId}
        studies={studies}
        empty={
          filter.state ? (
            'No study in this state.'
          ) : (
            <EmptyState
              icon={<FlaskConical />}
              title="No study yet"
              text={`A study asks patients for kinds of data, and they decide about each one.${mayManage ? '' : ' A manager creates the first.'}`}
              action={mayManage && newStudy}
            />
          )
        }
      />
    </>
  );
}
