import type { Metadata } from 'next';
import { ActivityTable } from '@/components/audit/activity-table';
import { ButtonLink } from '@/components/ui/button';
import { sentenceOf } from '@/lib/audit/sentence';
import { readPatientActivity } from '@/lib/patients/activity-queries';
import { ActivityFilter } from '@/lib/patients/patient-schema';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Activity on a patient' };

export default async function PatientActivityPage({
  params,
  searchParams,
}: PageProps<'/o/[organization]/patients/[patient]/activity'>) {
  const { organization, patient } = await params;
  const filter = ActivityFilter.parse(await searchParams);
  const { events, next } = await readPatientActivity(organization, patient, filter);
  const hrefOf = (more: Record<string, string>) => routes.patientActivity(organization, patient, more);
  const kept: Record<string, string> = filter.person ? { person: filter.person } : {};
  return (
    <>
      <p className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-ink-2">
        <span>Who did what with this patient’s record and data. Reading it is recorded too.</span>
        {filter.person && <ButtonLink href={hrefOf({})}>Show everybody</ButtonLink>}
      </p>
      <ActivityTable
        rows={events.map((event) => ({ ...event, sentence: sentenceOf(event) }))}
        personHref={hrefOf({ person: '' })}
      />
      <nav aria-label="Pages of the activity" className="mt-3 flex justify-end gap-2">
        {filter.before && <ButtonLink href={hrefOf(kept)}>Newest</ButtonLink>}
        {next && <ButtonLink href={hrefOf({ ...kept, before: next })}>Older</ButtonLink>}
      </nav>
    </>
  );
}
