import type { Range } from '@/lib/observations/data-view';
import type { GlucoseUnit } from '@/lib/observations/payload';
import { routes } from '@/lib/routes';

/** What a patient's data page shows; all of it is in its address. */
export type ShownData = {
  organizationId: string;
  patientId: string;
  studyId: string;
  scope: string;
  range: Range;
  unit: GlucoseUnit;
};

export function dataAddress({ organizationId, patientId, studyId, scope, range, unit }: ShownData): string {
  const query = new URLSearchParams({ study: studyId, scope, range, unit });
  return `${routes.patientData(organizationId, patientId)}?${query}`;
}
