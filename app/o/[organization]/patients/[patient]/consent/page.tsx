import { ScrollText } from 'lucide-react';
import type { Metadata } from 'next';
import { DecisionFilterForm } from '@/components/consents/decision-filter';
import { DecisionTimeline } from '@/components/consents/decision-timeline';
import { Pager } from '@/components/data-table/pager';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { DecisionFilter } from '@/lib/consents/consent-schema';
import { readPatientDecisions } from '@/lib/consents/patient-decisions-queries';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Consent of a patient' };

export default async function PatientConsentPage({
  params,
  searchParams,
}: PageProps<'/o/[organization]/patients/[patient]/consent'>) {
  const { organization, patient } = await params;
  const filter = DecisionFilter.parse(await searchParams);
  const { decisions, next, studies } = await readPatientDecisions(organization, patient, filter);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <p className="text-ink-2">
          Every answer ever given, newest first. None is ever changed or taken out.
        </p>
        <DecisionFilterForm studies={studies} study={filter.study} />
      </div>
      <Card>
        {decisions.length === 0 ? (
          <EmptyState
            icon={<ScrollText />}
            title="No decisions here"
            text="The patient has answered nothing that fits. What is asked stands in the overview."
          />
        ) : (
          <DecisionTimeline organizationId={organization} patientId={patient} decisions={decisions} />
        )}
      </Card>
      <Pager
        kind="log"
        path={routes.patientConsent(organization, patient)}
        filter={filter}
        nextCursor={next}
      />
    </>
  );
}
