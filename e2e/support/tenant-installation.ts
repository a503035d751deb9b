import { randomUUID } from 'node:crypto';
import type { Client } from './tenant-invitation';

export type PlantedInstallation = {
  /** An account that nobody signs in with, and its session. */
  spareAccountId: string;
  spareSessionId: string;
  /** Nobody manages it. */
  unmanagedOrganizationId: string;
  dataSourceId: string;
};

/** What a super admin changes, for one tenant's tests alone. */
export async function plantInstallation(client: Client, mark: string): Promise<PlantedInstallation> {
  const [spareAccountId, spareSessionId, unmanagedOrganizationId, dataSourceId] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
  ];
  await client.query(
    `INSERT INTO user_account (id, user_type, email, name) VALUES ($1, 'practitioner', $2, 'Spare')`,
    [spareAccountId, `spare.${mark}@demo.wellkept.example`],
  );
  await client.query(
    `INSERT INTO user_session (id, user_id, expires_at) VALUES ($1, $2, now() + interval '1 day')`,
    [spareSessionId, spareAccountId],
  );
  await client.query(`INSERT INTO organization (id, name) VALUES ($1, $2)`, [
    unmanagedOrganizationId,
    `Nobody’s ${mark}`,
  ]);
  await client.query(`INSERT INTO data_source (id, name, kind) VALUES ($1, $2, 'app')`, [
    dataSourceId,
    `Source ${mark}`,
  ]);
  return { spareAccountId, spareSessionId, unmanagedOrganizationId, dataSourceId };
}
