import { randomUUID } from 'node:crypto';
import { withDatabase } from './database';
import { PEOPLE } from './people';

/** An organization with nothing in it but its manager, whose password is another manager's. */
export function plantEmptyOrganization(): Promise<{
  organizationId: string;
  email: string;
  password: string;
}> {
  const [organizationId, userId] = [randomUUID(), randomUUID()];
  const email = `empty.${userId}@demo.wellkept.example`;
  return withDatabase(async (client) => {
    await client.query(`INSERT INTO organization (id, name, type) VALUES ($1, $2, 'clinic')`, [
      organizationId,
      `New clinic ${organizationId.slice(0, 8)}`,
    ]);
    await client.query(
      `INSERT INTO user_account (id, user_type, email, name, password_hash)
       SELECT $1, 'practitioner', $2, 'First Manager', password_hash FROM user_account WHERE email = $3`,
      [userId, email, PEOPLE.manager.email],
    );
    await client.query(`INSERT INTO membership (organization_id, user_id, role) VALUES ($1, $2, 'manager')`, [
      organizationId,
      userId,
    ]);
    return { organizationId, email, password: PEOPLE.manager.password };
  });
}
