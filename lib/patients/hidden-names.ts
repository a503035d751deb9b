import type { ListedEvent } from '@/lib/audit/listed-event';
import type { InvitationRow } from '@/lib/invitations/invitation';
import type { PatientOverview, PatientRow, StudyPatientRow } from './patient';
import { pseudonymOf } from './pseudonym';

/*
 * What is left of a patient while names are hidden: the pseudonym, and nothing else that tells who it is. It is done before
 * anything is drawn, so that neither the page nor what the browser is sent for it holds a name.
 */

export const NAMES_COOKIE = 'names';

export function hiddenPatient(patient: PatientRow): PatientRow {
  return { ...patient, name: pseudonymOf(patient.id), birthDate: null, email: null, identifiers: [] };
}

export function hiddenOverview(patient: PatientOverview): PatientOverview {
  const enrollments = patient.enrollments.map((each) => ({
    ...each,
    invitation: withoutAddress(each.invitation),
  }));
  return { ...patient, ...hiddenPatient(patient), enrollments };
}

export function hiddenStudyPatient(row: StudyPatientRow): StudyPatientRow {
  return {
    ...row,
    name: pseudonymOf(row.patientId),
    email: null,
    invitation: withoutAddress(row.invitation),
  };
}

export function hiddenName<N extends { id: string; name: string }>(patient: N): N {
  return { ...patient, name: pseudonymOf(patient.id) };
}

/** Patients are in the log as whom it is about, as who acted, and behind the address of an invitation. */
export function hiddenEvent(event: ListedEvent): ListedEvent {
  const { patient, actor, resource } = event;
  const isPatient = actor.kind === 'patient';
  const own = patient ? pseudonymOf(patient.id) : 'A patient';
  const isTelling =
    resource !== null && (resource.kind === 'invitation' || (isPatient && resource.kind === 'account'));
  return {
    ...event,
    patient: patient && hiddenName(patient),
    actor: isPatient ? { ...actor, name: own } : actor,
    onBehalfOf: event.onBehalfOf === null ? null : own,
    resource: isTelling ? { ...resource, name: null } : resource,
  };
}

function withoutAddress(invitation: InvitationRow | null): InvitationRow | null {
  return invitation && { ...invitation, email: '' };
}
