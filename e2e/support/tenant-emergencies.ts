import { randomUUID } from 'node:crypto';
import type { Account, Client } from './tenant-invitation';

export type PlantedEmergencies = {
  /** Asked for by a super admin of this tenant's own, about its active study. */
  emergencyToApproveId: string;
  emergencyToDeclineId: string;
  emergencyToEndId: string;
};

type Planting = { mark: string; studyId: string; by: Account };

export async function plantEmergencies(
  client: Client,
  { mark, studyId, by }: Planting,
): Promise<PlantedEmergencies> {
  const requestedBy = randomUUID();
  await client.query(
    `INSERT INTO user_account (id, user_type, email, name) VALUES ($1, 'super_admin', $2, $3)`,
    [requestedBy, `root.${mark}@demo.wellkept.example`, `Root ${mark}`],
  );
  return {
    emergencyToApproveId: await plantEmergency(client, { studyId, requestedBy }),
    emergencyToDeclineId: await plantEmergency(client, { studyId, requestedBy }),
    emergencyToEndId: await plantEmergency(client, { studyId, requestedBy, approvedBy: by.userId }),
  };
}

type New = { studyId: string; requestedBy: string; approvedBy?: string };

/** Waits for an answer, or runs since now. */
export async function plantEmergency(
  client: Client,
  { studyId, requestedBy, approvedBy }: New,
): Promise<string> {
  const id = randomUUID();
  await client.query(
    `INSERT INTO emergency_access (id, study_id, requested_by, reason, minutes, decided_by, decided_at, begins_at, ends_at)
     SELECT $1, $2, $3, 'A pump reports wrong units, and one reading has to be compared.', 30, $4, at, at, at + interval '30 minutes'
       FROM (SELECT CASE WHEN $4::uuid IS NOT NULL THEN now() END AS at) approved`,
    [id, studyId, requestedBy, approvedBy ?? null],
  );
  return id;
}
