import 'server-only';
import type { AuditEvent } from '@/lib/audit/events';
import { command } from '@/lib/command';
import { AppError } from '@/lib/errors';
import { organizationTarget, requireNotArchived } from '@/lib/organizations/organization-store';
import { changedSince, type PatientDetails, type PossibleDuplicate } from './patient';
import { patientOf } from './patient-list-store';
import { ChangePatient, CreatePatient } from './patient-schema';
import {
  insertPatient,
  lockPatient,
  patientTarget,
  possibleDuplicates,
  updatePatient,
} from './patient-store';

export type CreatedPatient =
  { outcome: 'created'; id: string } | { outcome: 'possible-duplicates'; duplicates: PossibleDuplicate[] };

type Made = { value: CreatedPatient; event: AuditEvent };

/** Find or create: whoever looks like somebody the organization has is shown first, and made only on a second word. */
export const createPatient = command({
  name: 'patient.create',
  input: CreatePatient,
  permission: 'patient.manage',
  target: (tx, { organizationId }) => organizationTarget(tx, organizationId),
  run: async ({ tx, input, target: { organizationId } }): Promise<Made> => {
    await requireNotArchived(tx, organizationId);
    const { name, birthDate, email, identifiers } = input;
    const candidate = { organizationId, name, birthDate, email, identifiers };
    const duplicates = input.isKnownToBeNew ? [] : await possibleDuplicates(tx, candidate);
    if (duplicates.length > 0)
      return {
        value: { outcome: 'possible-duplicates', duplicates },
        event: { type: 'patient.viewed', n: duplicates.length },
      };
    const id = await insertPatient(tx, candidate);
    return { value: { outcome: 'created', id }, event: { type: 'patient.created', patientId: id } };
  },
});

/**
 * The record of the person, who may be known to other organizations too; identifiers are this organization's own. What
 * somebody else wrote since it was read is named and not overwritten.
 */
export const changePatient = command({
  name: 'patient.change',
  input: ChangePatient,
  permission: 'patient.manage',
  target: (tx, { organizationId, patientId }) => patientTarget(tx, organizationId, patientId),
  run: async ({ tx, input, target: { organizationId, patientId } }) => {
    await requireNotArchived(tx, organizationId);
    await lockPatient(tx, patientId);
    const now = await patientOf(tx, organizationId, patientId);
    if (!now) throw new AppError('NOT_FOUND', 'Not found.');
    requireUnchanged(now, input.from);
    const { name, birthDate, email, identifiers } = input;
    await updatePatient(tx, patientId, { organizationId, name, birthDate, email, identifiers });
    return { value: null, event: { type: 'patient.changed', patientId } };
  },
});

function requireUnchanged(now: PatientDetails, from: PatientDetails): void {
  const fields = changedSince(now, from);
  if (Object.keys(fields).length === 0) return;
  throw new AppError(
    'CONFLICT',
    'Somebody else changed this patient in the meantime. Nothing was saved; look at it and save again.',
    fields,
  );
}
