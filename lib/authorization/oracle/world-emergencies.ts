import { EMERGENCIES, type Actor, type Pair, type Sql } from './world-kinds';
import { person } from './world-person';

type Emergencies = { organization: string; pairs: Pair[]; staff: string };

/** One of each kind, and two in force whom layer 1 refuses all the same. */
export async function superAdmins(sql: Sql, { organization, pairs, staff }: Emergencies): Promise<Actor[]> {
  const otherStudy = await sql(
    `INSERT INTO study (organization_id, name, state, created_by) VALUES ($1, 'Another', 'active', $2) RETURNING id`,
    [organization, staff],
  );
  const studies = [...new Set(pairs.map(({ study }) => study))];
  const actors: Actor[] = [];
  for (const more of [
    ...EMERGENCIES.map((emergency) => ({ emergency })),
    { emergency: 'in-force' as const, suspended: true },
    { emergency: 'in-force' as const, sessionLive: false },
  ]) {
    const actor = await person(sql, 'super_admin', more);
    for (const study of actor.emergency === 'other-study' ? [otherStudy] : studies)
      await plantEmergency(sql, actor, study, staff);
    actors.push(actor);
  }
  return actors;
}

async function plantEmergency(sql: Sql, { id, emergency }: Actor, study: string, staff: string) {
  if (emergency === 'none') return;
  const begins: Partial<Record<Actor['emergency'], string>> = {
    expired: '-2 hours',
    'not-begun': '10 minutes',
  };
  const isApproved = emergency !== 'pending' && emergency !== 'declined';
  await sql(
    `INSERT INTO emergency_access (study_id, requested_by, reason, minutes, decided_by, decided_at, begins_at, ends_at, ended_by, ended_at)
     VALUES ($1, $2, 'A reason of some length', 60, CASE WHEN $3 THEN $4::uuid END, CASE WHEN $3 THEN now() END,
             CASE WHEN $5 THEN now() + $6::interval END, CASE WHEN $5 THEN now() + $6::interval + interval '1 hour' END,
             CASE WHEN $7 THEN $4::uuid END, CASE WHEN $7 THEN now() END) RETURNING id`,
    [
      study,
      id,
      emergency !== 'pending',
      staff,
      isApproved,
      begins[emergency] ?? '-1 minute',
      emergency === 'ended',
    ],
  );
}
