import type { Actor, Sql } from './world-kinds';

let made = 0;

/** An account with one session. */
export async function person(sql: Sql, type: Actor['type'], more: Partial<Actor>): Promise<Actor> {
  made += 1;
  const { suspended = false, sessionLive = true, role = null, relation = null, emergency = 'none' } = more;
  // Nobody asks patients and super admins for one here, so theirs have shown none.
  const { factorShown = type === 'practitioner' } = more;
  const id = await sql(
    `INSERT INTO user_account (user_type, email, name, suspended_at) VALUES ($1, $2, 'Somebody', CASE WHEN $3 THEN now() END) RETURNING id`,
    [type, `oracle-${made}@example.test`, suspended],
  );
  const session = await sql(
    `INSERT INTO user_session (user_id, expires_at, revoked_at, factor_at)
     VALUES ($1, now() + interval '1 hour', CASE WHEN $2 THEN now() END, CASE WHEN $3 THEN now() END) RETURNING id`,
    [id, !sessionLive, factorShown],
  );
  const ownPatient = null;
  return { id, session, type, role, relation, suspended, sessionLive, factorShown, ownPatient, emergency };
}
