import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import {
  again,
  insertOrganization,
  insertPerson,
  insertStudy,
  managementWorld,
  type Database,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { ask } from '@/lib/query';
import { approveEmergency, declineEmergency, endEmergency, requestEmergency } from './emergency-commands';
import { allEmergencies } from './emergency-queries';

/** Two super admins, managers everywhere, and a study that can be asked for. */
export type EmergencyWorld = ManagementWorld & {
  studyId: string;
  secondAdmin: Principal;
  siblingManager: Principal;
};

export const REASON = 'The pump vendor reports wrong units; one reading has to be compared.';

export async function emergencyWorld(db: Database): Promise<EmergencyWorld> {
  const world = await managementWorld(db);
  const organizationId = await insertOrganization(db, world.parentId);
  return {
    ...world,
    studyId: await insertStudy(db, world),
    secondAdmin: await insertPerson(db, 'super_admin'),
    siblingManager: await insertPerson(db, 'practitioner', { organizationId, role: 'manager' }),
  };
}

export function request({ superAdmin, studyId }: EmergencyWorld, who = superAdmin, change: object = {}) {
  return execute(requestEmergency, again(who), { studyId, reason: REASON, minutes: 30, ...change });
}
export const approve = (who: Principal, emergencyId: string) =>
  execute(approveEmergency, again(who), { emergencyId });
export const decline = (who: Principal, emergencyId: string) =>
  execute(declineEmergency, again(who), { emergencyId });
export const end = (who: Principal, emergencyId: string) =>
  execute(endEmergency, again(who), { emergencyId });

export async function stateOf({ secondAdmin }: EmergencyWorld, emergencyId: string) {
  const { emergencies } = await ask(allEmergencies, again(secondAdmin));
  return emergencies.find(({ id }) => id === emergencyId)?.state;
}

export async function lettersAbout(
  db: Database,
  studyId: string,
  subject: string,
): Promise<{ to: string; body: string }[]> {
  const { rows } = await db.query<{ to: string; body: string }>(
    `SELECT to_address AS to, body_text AS body FROM mail WHERE subject LIKE $1 ORDER BY to_address`,
    [`%${subject}: Study ${studyId}`],
  );
  return rows;
}
