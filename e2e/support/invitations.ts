import { createHash, randomBytes } from 'node:crypto';
import { withDatabase } from './database';

/** Somebody who is enrolled and was never invited; an invitation of theirs, and its link's secret. */
export async function plantInvitation(state: 'open' | 'expired' | 'revoked'): Promise<string> {
  const secret = randomBytes(32);
  await withDatabase((client) =>
    client.query(
      `INSERT INTO invitation (kind, organization_id, enrollment_id, email, token_hash, created_by, expires_at, revoked_at)
       SELECT 'patient', s.organization_id, e.id, p.email, $1, u.id,
              now() + CASE WHEN $2 = 'expired' THEN -interval '1 day' ELSE interval '7 days' END,
              CASE WHEN $2 = 'revoked' THEN now() END
         FROM enrollment e JOIN study s ON s.id = e.study_id JOIN patient p ON p.id = e.patient_id,
              user_account u
        WHERE e.state = 'invited' AND s.state = 'active' AND p.email IS NOT NULL AND u.email = 'milo.member@demo.wellkept.example'
        LIMIT 1`,
      [createHash('sha256').update(secret).digest(), state],
    ),
  );
  return secret.toString('base64url');
}
