import type { Metadata } from 'next';
import { ConsentMatrixView } from '@/components/consents/matrix/consent-matrix-view';
import { consentMatrix, MatrixMoment } from '@/lib/consents/consent-matrix-queries';

export const metadata: Metadata = { title: 'Consent of the study' };

/** Patients × scopes, now or at a moment of the past. */
export default async function StudyConsentPage({
  params,
  searchParams,
}: PageProps<'/o/[organization]/studies/[study]/consent'>) {
  const { organization, study } = await params;
  const { at } = MatrixMoment.parse(await searchParams);
  const matrix = await consentMatrix(organization, study, at);
  return <ConsentMatrixView organizationId={organization} studyId={study} matrix={matrix} />;
}
