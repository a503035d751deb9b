import 'server-only';
import type { TargetOf } from '@/lib/authorization/target-store';
import { AppError } from '@/lib/errors';
import { INSTALLATION } from '@/lib/installation/installation-target';
import { organizationTarget } from '@/lib/organizations/organization-store';
import { forPage, type Query } from '@/lib/query';
import type { Emergency, EmergencyPatient, EmergencyStudy } from './emergency';
import type { EmergencyStudyFilter } from './emergency-schema';
import { emergencies, emergencyPatients, emergencyStudies, emergencyTarget } from './emergency-store';

export type EmergencyList = { emergencies: Emergency[]; ownId: string };

/** For super admins: every one there is. */
export const allEmergencies: Query<TargetOf<'installation'>, EmergencyList> = {
  name: 'emergency.list',
  permission: 'installation.read',
  find: () => Promise.resolve(INSTALLATION),
  read: async (tx, _target, { principal }) => ({
    emergencies: await emergencies(tx, {}),
    ownId: principal.userId,
  }),
};

/** For managers: those to studies of the organization and below it. */
export function emergenciesOf(organizationId: string): Query<TargetOf<'organization'>, EmergencyList> {
  return {
    name: 'emergency.list',
    permission: 'emergency.decide',
    find: (tx) => organizationTarget(tx, organizationId),
    read: async (tx, target, { principal }) => ({
      emergencies: await emergencies(tx, { organizationId: target.organizationId }),
      ownId: principal.userId,
    }),
  };
}

/** By the name of the study or of its organization; names, and not a word about patients. */
export function emergencyStudiesOf(
  filter: EmergencyStudyFilter,
): Query<TargetOf<'installation'>, EmergencyStudy[]> {
  return {
    name: 'emergency.list-studies',
    permission: 'installation.read',
    find: () => Promise.resolve(INSTALLATION),
    read: (tx) =>
      filter.q === '' && filter.study === null ? Promise.resolve([]) : emergencyStudies(tx, filter),
  };
}

export type OneEmergency = { emergency: Emergency; isOwn: boolean };

export function emergencyOf(emergencyId: string): Query<TargetOf<'emergency-access'>, OneEmergency> {
  return {
    name: 'emergency.read',
    permission: 'installation.read',
    find: (tx) => emergencyTarget(tx, emergencyId),
    read: async (tx, _target, { principal }) => {
      const [emergency] = await emergencies(tx, { emergencyId });
      if (!emergency) throw new AppError('NOT_FOUND', 'Not found.');
      return { emergency, isOwn: emergency.requestedBy === principal.userId };
    },
  };
}

/** Judged as reading is, and on record as such: the emergency access has to be in force. */
export function patientsInEmergency(
  emergencyId: string,
): Query<TargetOf<'emergency-access'>, EmergencyPatient[]> {
  return {
    name: 'emergency.list-patients',
    permission: 'observation.read',
    find: (tx) => emergencyTarget(tx, emergencyId),
    read: async (tx, _target, { principal }) => {
      const [emergency] = await emergencies(tx, { emergencyId });
      if (emergency?.state !== 'running' || emergency.requestedBy !== principal.userId)
        throw new AppError('NOT_FOUND', 'Not found.');
      return emergencyPatients(tx, emergencyId);
    },
    event: ({ studyId }, patients) => ({
      type: 'patient.viewed',
      studyId,
      n: patients.length,
      resource: { kind: 'emergency-access', id: emergencyId },
    }),
  };
}

export function listAllEmergencies(): Promise<EmergencyList> {
  return forPage(allEmergencies);
}

export function listEmergencies(organizationId: string): Promise<EmergencyList> {
  return forPage(emergenciesOf(organizationId));
}

export function listEmergencyStudies(filter: EmergencyStudyFilter): Promise<EmergencyStudy[]> {
  return forPage(emergencyStudiesOf(filter));
}

export function readEmergency(emergencyId: string): Promise<OneEmergency> {
  return forPage(emergencyOf(emergencyId));
}

export function listPatientsInEmergency(emergencyId: string): Promise<EmergencyPatient[]> {
  return forPage(patientsInEmergency(emergencyId));
}
