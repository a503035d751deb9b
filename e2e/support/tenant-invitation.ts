import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { withDatabase } from './database';

export type Client = Parameters<Parameters<typeof withDatabase>[0]>[0];
export type Account = { userId: string; email: string; password: string };

type Inviting = { organizationId: string; mark: string; by: Account; enrollmentId?: string };

export async function plantInvitation(
  client: Client,
  { organizationId, mark, by, enrollmentId }: Inviting,
): Promise<string> {
  const id = randomUUID();
  await client.query(
    `INSERT INTO invitation (id, kind, role, organization_id, enrollment_id, email, token_hash, created_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + interval '7 days')`,
    [
      id,
      enrollmentId ? 'patient' : 'practitioner',
      enrollmentId ? null : 'viewer',
      organizationId,
      enrollmentId ?? null,
      `${id}.${mark}@demo.wellkept.example`,
      createHash('sha256').update(randomBytes(32)).digest(),
      by.userId,
    ],
  );
  return id;
}
