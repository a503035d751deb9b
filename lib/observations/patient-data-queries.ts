import 'server-only';
import type { Principal } from '@/lib/authorization/question';
import type { TargetOf } from '@/lib/authorization/target-store';
import { AppError } from '@/lib/errors';
import { enrollmentOf } from '@/lib/keys/key-target-store';
import { patientTarget } from '@/lib/patients/patient-store';
import { ask, forPage, type Query } from '@/lib/query';
import type { Span } from './data-view';
import type { PatientData, StudySharing } from './patient-data';
import { sourceNames, studiesSharing, studySharing } from './patient-data-store';

/** What a patient's data page says before any reading is opened: studies, what is shared, and why something is not. */
export function patientDataOf(
  organizationId: string,
  patientId: string,
  span: Span,
): Query<TargetOf<'patient'>, PatientData> {
  return {
    name: 'patient.read-data',
    permission: 'consent.read',
    find: (tx) => patientTarget(tx, organizationId, patientId),
    read: async (tx, target) => ({
      studies: await studiesSharing(tx, target, span),
      sources: await sourceNames(tx),
    }),
    event: (target) => ({ type: 'patient.viewed', patientId: target.patientId }),
  };
}

export function patientData(organizationId: string, patientId: string, span: Span): Promise<PatientData> {
  return forPage(patientDataOf(organizationId, patientId, span));
}

/**
 * The same for one study, asked again and again while readings are on the screen. It tells nothing that the page did not
 * tell before, so only a refusal is on record: a view every few seconds would bury what people look for in the log.
 */
export function sharingNow(
  principal: Principal,
  studyId: string,
  patientId: string,
  span: Span,
): Promise<StudySharing> {
  return ask(
    {
      name: 'sharing.check',
      permission: 'consent.read',
      find: (tx) => enrollmentOf(tx, studyId, patientId),
      read: async (tx, target) => {
        const study = await studySharing(tx, target, span);
        if (!study) throw new AppError('NOT_FOUND', 'Not found.');
        return study;
      },
    },
    principal,
  );
}
