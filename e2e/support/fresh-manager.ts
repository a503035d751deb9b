import { ORGANIZATION, PEOPLE, type Person } from './people';
import { withDatabase } from './database';

/** A manager of the Diabetes Centre with an account and no keys yet; the password is another manager's. */
export async function freshManager(): Promise<Omit<Person, 'passphrase'>> {
  const run = Date.now().toString(36);
  const person = {
    name: `Nele Fresh-${run}`,
    email: `nele.${run}@demo.wellkept.example`,
    password: PEOPLE.manager.password,
  };
  await withDatabase(async (client) => {
    await client.query(
      `INSERT INTO user_account (user_type, email, name, password_hash)
       SELECT 'practitioner', $1, $2, password_hash FROM user_account WHERE email = $3`,
      [person.email, person.name, PEOPLE.manager.email],
    );
    await client.query(
      `INSERT INTO membership (organization_id, user_id, role)
       SELECT o.id, u.id, 'manager' FROM organization o, user_account u WHERE o.name = $1 AND u.email = $2`,
      [ORGANIZATION, person.email],
    );
  });
  return person;
}
