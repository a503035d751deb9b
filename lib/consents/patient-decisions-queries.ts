import 'server-only';
import type { TargetOf } from '@/lib/authorization/target-store';
import { patientTarget } from '@/lib/patients/patient-store';
import { pseudonymOf } from '@/lib/patients/pseudonym';
import { areNamesHidden } from '@/lib/patients/shown-names';
import { forPage, type Query } from '@/lib/query';
import { withoutName } from './consent-matrix';
import type { DecisionFilter } from './consent-schema';
import { decisionsOfPatient, type DecisionPage } from './patient-decisions-store';

/** What a patient ever decided in the studies of one organization, in all of them or in one. */
export function patientDecisionsOf(
  organizationId: string,
  patientId: string,
  filter: DecisionFilter,
): Query<TargetOf<'patient'>, DecisionPage> {
  return {
    name: 'patient.read-decisions',
    permission: 'consent.read',
    find: (tx) => patientTarget(tx, organizationId, patientId),
    read: (tx, target) =>
      decisionsOfPatient(tx, { organizationId: target.organizationId, patientId: target.patientId }, filter),
    event: (target, { decisions }) => ({
      type: 'patient.viewed',
      patientId: target.patientId,
      n: decisions.length,
    }),
  };
}

export async function readPatientDecisions(
  organizationId: string,
  patientId: string,
  filter: DecisionFilter,
): Promise<DecisionPage> {
  const page = await forPage(patientDecisionsOf(organizationId, patientId, filter));
  if (!(await areNamesHidden())) return page;
  return { ...page, decisions: withoutName(page.decisions, pseudonymOf(patientId)) };
}
