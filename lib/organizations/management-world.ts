import { randomUUID } from 'node:crypto';
import type { Role } from '@/lib/authorization/permissions';
import type { Principal } from '@/lib/authorization/question';
import type { TestDatabase } from '@/lib/db/test-database';
import { AppError, type ErrorCode } from '@/lib/errors';

/** Two tenants and everybody who may ask, for the tests of the management commands. Built past row security. */
export type ManagementWorld = {
  parentId: string;
  organizationId: string;
  otherOrganizationId: string;
  /** Manager above: the role is inherited here. */
  headManager: Principal;
  manager: Principal;
  member: Principal;
  viewer: Principal;
  stranger: Principal;
  patient: Principal;
  superAdmin: Principal;
};

export type Database = Pick<TestDatabase['admin'], 'query'>;

export async function managementWorld(db: Database): Promise<ManagementWorld> {
  const parentId = await insertOrganization(db, null);
  const organizationId = await insertOrganization(db, parentId);
  const otherOrganizationId = await insertOrganization(db, null);
  return {
    parentId,
    organizationId,
    otherOrganizationId,
    headManager: await insertPerson(db, 'practitioner', { organizationId: parentId, role: 'manager' }),
    manager: await insertPerson(db, 'practitioner', { organizationId, role: 'manager' }),
    member: await insertPerson(db, 'practitioner', { organizationId, role: 'member' }),
    viewer: await insertPerson(db, 'practitioner', { organizationId, role: 'viewer' }),
    stranger: await insertPerson(db, 'practitioner', {
      organizationId: otherOrganizationId,
      role: 'manager',
    }),
    patient: await insertPerson(db, 'patient'),
    superAdmin: await insertPerson(db, 'super_admin'),
  };
}

export async function insertOrganization(db: Database, parentId: string | null): Promise<string> {
  const id = randomUUID();
  await db.query('INSERT INTO organization (id, parent_id, name) VALUES ($1, $2, $3)', [
    id,
    parentId,
    `Org ${id}`,
  ]);
  return id;
}

type Membership = { organizationId: string; role: Role };

export async function insertPerson(
  db: Database,
  userType: 'practitioner' | 'patient' | 'super_admin',
  membership?: Membership,
  email = `${randomUUID()}@example.org`,
): Promise<Principal> {
  const userId = randomUUID();
  await db.query('INSERT INTO user_account (id, user_type, email, name) VALUES ($1, $2, $3, $4)', [
    userId,
    userType,
    email,
    `Person ${userId}`,
  ]);
  if (membership)
    await db.query('INSERT INTO membership (organization_id, user_id, role) VALUES ($1, $2, $3)', [
      membership.organizationId,
      userId,
      membership.role,
    ]);
  return {
    userId,
    userType,
    sessionId: randomUUID(),
    requestId: randomUUID(),
    ceiling: 'session',
    suspended: false,
  };
}

/** A new request of the same person, so that what it left on record can be told apart. */
export function again(principal: Principal): Principal {
  return { ...principal, requestId: randomUUID() };
}

export type Recorded = { action: string; outcome: string; layer: string | null; operation: string | null };

export async function recordedBy(db: Database, requestId: string): Promise<Recorded[]> {
  const { rows } = await db.query<Recorded>(
    `SELECT action, outcome, refused_layer AS layer, convert_from(body, 'UTF8')::jsonb ->> 'operation' AS operation
       FROM audit.event WHERE request_id = $1 ORDER BY id`,
    [requestId],
  );
  return rows;
}

/** The code of the AppError that `work` ends in; null when it succeeds. Any other error is a bug and is thrown. */
export async function refusalOf(work: Promise<unknown>): Promise<ErrorCode | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

/** How many rows each table of the management path has, to show that a refusal changed nothing. */
export async function rowCounts(db: Database): Promise<Record<string, string>> {
  const tables = [
    'organization',
    'membership',
    'study',
    'scope_request',
    'study_information',
    'patient',
    'patient_organization',
    'enrollment',
    'invitation',
    'mail',
    'user_account',
  ];
  const counts = tables.map(
    (table) => `(SELECT count(*) || ':' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '')
     FROM ${table} t) AS ${table}`,
  );
  const { rows } = await db.query<Record<string, string>>(`SELECT ${counts.join(', ')}`);
  return rows[0] ?? {};
}

/** A study with what it needs to be opened but for the keys of people, which belong to other tests. */
export async function insertStudy(
  db: Database,
  { organizationId, manager }: ManagementWorld,
  state: 'draft' | 'active' = 'active',
): Promise<string> {
  const id = randomUUID();
  await db.query(
    `INSERT INTO study (id, organization_id, name, purpose, state, created_by) VALUES ($1, $2, $3, 'To learn.', $4, $5)`,
    [id, organizationId, `Study ${id}`, state, manager.userId],
  );
  await db.query(`INSERT INTO scope_request (study_id, scope_id, reason) VALUES ($1, 1, 'To learn.')`, [id]);
  return id;
}

export async function insertPatient(
  db: Database,
  organizationId: string,
  name = 'Ada Example',
): Promise<string> {
  const id = randomUUID();
  await db.query('INSERT INTO patient (id, name) VALUES ($1, $2)', [id, name]);
  await db.query('INSERT INTO patient_organization VALUES ($1, $2)', [id, organizationId]);
  return id;
}

export async function insertEnrollment(
  db: Database,
  studyId: string,
  patientId: string,
  state: 'invited' | 'active' = 'invited',
): Promise<string> {
  const id = randomUUID();
  await db.query('INSERT INTO enrollment (id, study_id, patient_id, state) VALUES ($1, $2, $3, $4)', [
    id,
    studyId,
    patientId,
    state,
  ]);
  return id;
}

/** The rows that say a key pair is there. What is in them is opened nowhere in these tests. */
export async function insertDataGroup(
  db: Database,
  { organizationId, manager }: ManagementWorld,
  enrollmentId: string,
): Promise<void> {
  const id = randomUUID();
  await db.query('INSERT INTO data_group (id, enrollment_id, organization_id) VALUES ($1, $2, $3)', [
    id,
    enrollmentId,
    organizationId,
  ]);
  await db.query(
    `INSERT INTO data_group_key (data_group_id, tink_key_id, study_key_epoch, public_keyset, private_blob, created_by)
     VALUES ($1, 1, 1, '{}', '\\x00', $2)`,
    [id, manager.userId],
  );
}
