import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { withDatabase } from './database';
import { PEOPLE } from './people';

/** An invitation of somebody new to a study of the demo data; its link's secret. */
export async function plantInvitation(state: 'open' | 'expired' | 'revoked'): Promise<string> {
  const [secret, patientId, enrollmentId] = [randomBytes(32), randomUUID(), randomUUID()];
  const email = `${patientId}@demo.wellkept.example`;
  await withDatabase(async (client) => {
    await client.query('BEGIN');
    await client.query(`INSERT INTO patient (id, name, email) VALUES ($1, 'Ines Planted', $2)`, [
      patientId,
      email,
    ]);
    await client.query(
      `INSERT INTO enrollment (id, study_id, patient_id, state)
       SELECT $1, id, $2, 'invited' FROM study WHERE name = 'CGM Home'`,
      [enrollmentId, patientId],
    );
    await client.query(
      `INSERT INTO patient_organization
       SELECT patient_id, organization_id FROM enrollment WHERE id = $1`,
      [enrollmentId],
    );
    await client.query(
      `INSERT INTO invitation (kind, organization_id, enrollment_id, email, token_hash, created_by, expires_at, revoked_at)
       SELECT 'patient', e.organization_id, e.id, $1, $2, u.id,
              now() + CASE WHEN $3 = 'expired' THEN -interval '1 day' ELSE interval '7 days' END,
              CASE WHEN $3 = 'revoked' THEN now() END
         FROM enrollment e, user_account u WHERE e.id = $4 AND u.email = $5`,
      [email, createHash('sha256').update(secret).digest(), state, enrollmentId, PEOPLE.member.email],
    );
    await client.query('COMMIT');
  });
  return secret.toString('base64url');
}
