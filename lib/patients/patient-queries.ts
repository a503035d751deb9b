import 'server-only';
import { cache } from 'react';
import { roleAllows } from '@/lib/authorization/permissions';
import type { Facts } from '@/lib/authorization/question';
import type { TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { organizationTarget } from '@/lib/organizations/organization-store';
import { forPage, type Query } from '@/lib/query';
import { studyTargetIn } from '@/lib/studies/study-store';
import { enrollmentsOf, openStudiesFor, patientsOfStudy } from './enrollment-store';
import type { PatientOverview, PatientPage, StudyPatientRow } from './patient';
import { hiddenOverview, hiddenPatient, hiddenStudyPatient } from './hidden-names';
import { patientOf, patientsOf, studiesForPatients } from './patient-list-store';
import type { PatientFilter } from './patient-schema';
import { patientTarget } from './patient-store';
import { areNamesHidden, shown } from './shown-names';

type Named = { id: string; name: string };
export type PatientList = PatientPage & {
  /** To look for patients by. */
  studies: Named[];
  /** To add patients to. */
  openStudies: Named[];
  may: { manage: boolean; invite: boolean };
};

export function patientList(
  organizationId: string,
  filter: PatientFilter,
): Query<TargetOf<'organization'>, PatientList> {
  return {
    name: 'patient.list',
    permission: 'patient.read',
    find: (tx) => organizationTarget(tx, organizationId),
    read: async (tx, target, { facts }) => ({
      ...(await patientsOf(tx, target.organizationId, filter)),
      ...(await studiesForPatients(tx, target.organizationId)),
      may: mayOf(facts),
    }),
    event: (_target, { rows }) => ({ type: 'patient.viewed', n: rows.length }),
  };
}

export function patientOverviewOf(
  organizationId: string,
  patientId: string,
): Query<TargetOf<'patient'>, PatientOverview> {
  return {
    name: 'patient.read',
    permission: 'patient.read',
    find: (tx) => patientTarget(tx, organizationId, patientId),
    read: (tx, target, { facts }) => overview(tx, target, facts),
    event: (target) => ({ type: 'patient.viewed', patientId: target.patientId }),
  };
}

async function overview(
  tx: Tx,
  { organizationId, patientId }: TargetOf<'patient'>,
  facts: Facts,
): Promise<PatientOverview> {
  const patient = await patientOf(tx, organizationId, patientId);
  if (!patient) throw new AppError('NOT_FOUND', 'Not found.');
  return {
    ...patient,
    organizationId,
    enrollments: await enrollmentsOf(tx, organizationId, patientId),
    openStudies: await openStudiesFor(tx, organizationId, patientId),
    may: { ...mayOf(facts), readAudit: facts.role !== null && roleAllows(facts.role, 'audit.read') },
  };
}

/** Patients of the study's organization who are not in it: found and ticked from the study's side. */
export function patientsOutsideOf(
  organizationId: string,
  studyId: string,
  filter: PatientFilter,
): Query<TargetOf<'study'>, PatientPage> {
  return {
    name: 'study.list-outside',
    permission: 'enrollment.invite',
    find: (tx) => studyTargetIn(tx, organizationId, studyId),
    read: (tx, target) =>
      patientsOf(tx, target.organizationId, { ...filter, study: null, outside: target.studyId }),
    event: (target, { rows }) => ({ type: 'patient.viewed', studyId: target.studyId, n: rows.length }),
  };
}

export function studyPatientsOf(
  organizationId: string,
  studyId: string,
): Query<TargetOf<'study'>, StudyPatientRow[]> {
  return {
    name: 'study.list-patients',
    permission: 'patient.read',
    find: (tx) => studyTargetIn(tx, organizationId, studyId),
    read: (tx, target) => patientsOfStudy(tx, target.studyId),
    event: (target, rows) => ({ type: 'patient.viewed', studyId: target.studyId, n: rows.length }),
  };
}

function mayOf({ role }: Facts) {
  return {
    manage: role !== null && roleAllows(role, 'patient.manage'),
    invite: role !== null && roleAllows(role, 'enrollment.invite'),
  };
}

export async function listPatients(organizationId: string, filter: PatientFilter): Promise<PatientList> {
  const list = await forPage(patientList(organizationId, filter));
  return { ...list, rows: await shown(list.rows, hiddenPatient) };
}

export async function listPatientsOutside(
  organizationId: string,
  studyId: string,
  filter: PatientFilter,
): Promise<PatientPage> {
  const list = await forPage(patientsOutsideOf(organizationId, studyId, filter));
  return { ...list, rows: await shown(list.rows, hiddenPatient) };
}

/** Once a request: the frame of a patient's pages and the page in it ask for the same, and it is one look on record. */
export const patientOverview = cache(
  async (organizationId: string, patientId: string): Promise<PatientOverview> => {
    const patient = await forPage(patientOverviewOf(organizationId, patientId));
    return (await areNamesHidden()) ? hiddenOverview(patient) : patient;
  },
);

export async function listStudyPatients(organizationId: string, studyId: string): Promise<StudyPatientRow[]> {
  return shown(await forPage(studyPatientsOf(organizationId, studyId)), hiddenStudyPatient);
}

/** Asked before a form is shown that would be refused. */
export function mayCreatePatient(organizationId: string): Promise<boolean> {
  return forPage({
    name: 'patient.may-create',
    permission: 'patient.read',
    find: (tx) => organizationTarget(tx, organizationId),
    read: (_tx, _target, { facts }) => Promise.resolve(mayOf(facts).manage),
  });
}
