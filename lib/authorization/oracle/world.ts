import type pg from 'pg';
import type { EnrollmentState, StudyState } from '../question';

/** Every kind of person, by where they stand to the organization that owns the studies. */
export const RELATIONS = [
  'direct',
  'from-parent',
  'from-grandparent',
  'in-sibling',
  'in-child',
  'ended',
  'strongest-of-two',
] as const;
export const WORLD_ROLES = ['viewer', 'member', 'manager'] as const;
export const STUDY_STATES: readonly StudyState[] = ['draft', 'active', 'paused', 'closed', 'archived'];
export const ENROLLMENTS: readonly (EnrollmentState | 'none')[] = [
  'none',
  'invited',
  'active',
  'withdrawn',
  'completed',
];
export const CONSENTS = [
  'none',
  'granted',
  'granted-until-later',
  'granted-and-over',
  'declined',
  'stopped',
  'stopped-and-restarted',
  'paused',
  'resumed',
  'resumed-and-over',
  'on-behalf',
  'granted-before-return',
  'asked-again',
] as const;

/** How a super admin stands to the studies that are asked about. */
export const EMERGENCIES = [
  'none',
  'pending',
  'declined',
  'in-force',
  'ended',
  'expired',
  'not-begun',
  'other-study',
] as const;

export type Actor = {
  id: string;
  session: string;
  type: 'practitioner' | 'patient' | 'super_admin';
  role: (typeof WORLD_ROLES)[number] | null;
  relation: (typeof RELATIONS)[number] | null;
  suspended: boolean;
  sessionLive: boolean;
  /** The hospital above the clinic asks its people for a second factor. */
  factorShown: boolean;
  /** For a patient: the pairs that are their own. */
  ownPatient: string | null;
  /** For a super admin. */
  emergency: (typeof EMERGENCIES)[number];
};
export type Pair = {
  study: string;
  patient: string;
  studyState: StudyState;
  enrollment: (typeof ENROLLMENTS)[number];
  consent: (typeof CONSENTS)[number];
};
export type World = { organization: string; actors: Actor[]; pairs: Pair[] };

export const ASKED_SCOPE = 1;
export const OTHER_SCOPE = 2;

type Sql = (text: string, values?: unknown[]) => Promise<string>;

async function buildTree(sql: Sql) {
  const grandparent = await sql(`INSERT INTO organization (name) VALUES ('Trust') RETURNING id`);
  const below = (name: string, parent: string) =>
    sql('INSERT INTO organization (name, parent_id) VALUES ($1, $2) RETURNING id', [name, parent]);
  const parent = await below('Hospital', grandparent);
  const organization = await below('Clinic', parent);
  await sql('UPDATE organization SET requires_second_factor = true WHERE id = $1', [parent]);
  return {
    parent,
    grandparent,
    organization,
    sibling: await below('Other clinic', parent),
    child: await below('Ward', organization),
  };
}

/** Builds every combination in a real database, through its own triggers. */
export async function buildWorld(admin: pg.Pool): Promise<World> {
  const sql: Sql = async (text, values) =>
    (await admin.query<{ id: string }>(text, values)).rows[0]?.id ?? '';
  const places = await buildTree(sql);
  const { organization } = places;
  const actors = await practitioners(sql, places);
  const staff = actors[0]?.id ?? '';
  const pairs: Pair[] = [];
  for (const studyState of STUDY_STATES) {
    const study = await sql(
      'INSERT INTO study (organization_id, name, state, created_by) VALUES ($1, $2, $3, $4) RETURNING id',
      [organization, `Study ${studyState}`, studyState, staff],
    );
    await sql(`INSERT INTO scope_request (study_id, scope_id, reason) VALUES ($1, $2, 'to learn')`, [
      study,
      ASKED_SCOPE,
    ]);
    await sql(`INSERT INTO study_information (study_id, version, body) VALUES ($1, 1, 'new')`, [study]);
    for (const [enrollment, consent] of HISTORIES) {
      const user = await person(sql, 'patient', {});
      const patient = await sql(`INSERT INTO patient (name, user_id) VALUES ('Somebody', $1) RETURNING id`, [
        user.id,
      ]);
      await enroll(sql, { study, patient, enrollment, consent, by: user.id, staff });
      pairs.push({ study, patient, studyState, enrollment, consent });
      actors.push({ ...user, ownPatient: patient });
    }
  }
  actors.push(...(await superAdmins(sql, { organization, pairs, staff })));
  return { organization, actors, pairs };
}

type Emergencies = { organization: string; pairs: Pair[]; staff: string };

/** One of each kind, and two in force whom layer 1 refuses all the same. */
async function superAdmins(sql: Sql, { organization, pairs, staff }: Emergencies): Promise<Actor[]> {
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

/** Every enrollment with every consent; without an enrollment there is nothing a decision could hang on. */
const HISTORIES = ENROLLMENTS.flatMap((enrollment) =>
  CONSENTS.filter((consent) => enrollment !== 'none' || consent === 'none').map(
    (consent) => [enrollment, consent] as const,
  ),
);

type Places = Record<'parent' | 'grandparent' | 'organization' | 'sibling' | 'child', string>;

async function practitioners(sql: Sql, places: Places): Promise<Actor[]> {
  const actors: Actor[] = [];
  for (const role of WORLD_ROLES) {
    for (const relation of RELATIONS) {
      const actor = await person(sql, 'practitioner', { role, relation });
      const where = relation === 'strongest-of-two' ? places.parent : placeOf(relation, places);
      const ends = relation === 'ended' ? `now() - interval '1 minute'` : 'NULL';
      await sql(
        `INSERT INTO membership (organization_id, user_id, role, ends_at) VALUES ($1, $2, $3, ${ends})`,
        [where, actor.id, role],
      );
      // The weaker direct role must not hide the stronger inherited one.
      if (relation === 'strongest-of-two') {
        await sql(`INSERT INTO membership (organization_id, user_id, role) VALUES ($1, $2, 'viewer')`, [
          places.organization,
          actor.id,
        ]);
      }
      actors.push(actor);
    }
    for (const broken of [{ suspended: true }, { sessionLive: false }, { factorShown: false }]) {
      const actor = await person(sql, 'practitioner', { role, relation: 'direct', ...broken });
      await sql('INSERT INTO membership (organization_id, user_id, role) VALUES ($1, $2, $3)', [
        places.organization,
        actor.id,
        role,
      ]);
      actors.push(actor);
    }
  }
  actors.push(await person(sql, 'practitioner', {}));
  // Without a role nobody learns that a factor is asked for.
  actors.push(await person(sql, 'practitioner', { factorShown: false }));
  return actors;
}

function placeOf(relation: Exclude<(typeof RELATIONS)[number], 'strongest-of-two'>, places: Places): string {
  return {
    direct: places.organization,
    ended: places.organization,
    'from-parent': places.parent,
    'from-grandparent': places.grandparent,
    'in-sibling': places.sibling,
    'in-child': places.child,
  }[relation];
}

let made = 0;

async function person(sql: Sql, type: Actor['type'], more: Partial<Actor>): Promise<Actor> {
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

type Enrolling = {
  study: string;
  patient: string;
  enrollment: Pair['enrollment'];
  consent: Pair['consent'];
  by: string;
  staff: string;
};

async function enroll(
  sql: Sql,
  { study, patient, enrollment, consent, by, staff }: Enrolling,
): Promise<void> {
  if (enrollment === 'none') return;
  const id = await sql(
    'INSERT INTO enrollment (study_id, patient_id, state) VALUES ($1, $2, $3) RETURNING id',
    [study, patient, enrollment],
  );
  await sql(
    `INSERT INTO data_group (enrollment_id, organization_id) SELECT id, organization_id FROM enrollment WHERE id = $1 RETURNING id`,
    [id],
  );
  for (const [decision, endsIn] of HISTORY[consent]) {
    await sql(
      `INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, method, spoken_at, request_version, ends_at, information_version)
       VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $6::text IS NULL THEN NULL ELSE now() END, 1, now() + $7::interval, $8) RETURNING id`,
      [
        id,
        ASKED_SCOPE,
        decision,
        consent === 'on-behalf' ? staff : by,
        consent === 'on-behalf' ? 'on_behalf' : 'patient',
        consent === 'on-behalf' ? 'paper' : null,
        endsIn,
        consent === 'asked-again' ? 0 : null,
      ],
    );
  }
  if (consent === 'granted-before-return') await leaveAndReturn(sql, id, enrollment);
}

/** Out of the study and in again, to where the others of that enrollment are. */
async function leaveAndReturn(sql: Sql, id: string, enrollment: Pair['enrollment']): Promise<void> {
  const way = { invited: ['withdrawn', 'invited'], active: ['withdrawn', 'invited', 'active'] };
  for (const state of enrollment in way ? way[enrollment as keyof typeof way] : [])
    await sql('UPDATE enrollment SET state = $2 WHERE id = $1 RETURNING id', [id, state]);
}

/** The decisions behind each consent, in order, with the time from now at which a grant ends. */
const HISTORY: Record<Pair['consent'], readonly (readonly [string, string | null])[]> = {
  none: [],
  granted: [['granted', null]],
  'granted-until-later': [['granted', '1 day']],
  'granted-and-over': [['granted', '-1 minute']],
  declined: [['declined', null]],
  stopped: [
    ['granted', null],
    ['stopped', null],
  ],
  'stopped-and-restarted': [
    ['granted', null],
    ['stopped', null],
    ['granted', null],
  ],
  paused: [
    ['granted', null],
    ['paused', null],
  ],
  resumed: [
    ['granted', null],
    ['paused', null],
    ['resumed', null],
  ],
  'resumed-and-over': [
    ['granted', '-1 minute'],
    ['paused', null],
    ['resumed', null],
  ],
  'on-behalf': [['granted', null]],
  'granted-before-return': [['granted', null]],
  'asked-again': [['granted', null]],
};
