import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { practitionerInvitationList } from '@/lib/invitations/practitioner-invitation-queries';
import { InvitationFilter } from '@/lib/invitations/invitation-schema';
import {
  again,
  insertEnrollment,
  insertOrganization,
  insertPatient,
  insertPerson,
  insertStudy,
  managementWorld,
  recordedBy,
  refusalOf,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { ask } from '@/lib/query';
import { refusalPageOf, whyPageOf } from './access-question-queries';
import { peopleList, personAccessOf, personActivityOf } from './person-queries';
import { PERSON_SORTS } from './person';
import { PersonFilter } from './person-schema';

let database: TestDatabase;
let world: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
afterAll(() => database.close());

const list = (organizationId: string, filter: object = {}, as = world.manager) =>
  ask(peopleList(organizationId, PersonFilter.parse(filter)), again(as));

describe('the people of an organization', () => {
  test('are each there once, with the role that counts and where it comes from', async () => {
    const { rows, total, mayManage } = await list(world.organizationId);
    expect(total).toBe(4);
    expect(mayManage).toBe(true);
    expect(rows.find(({ id }) => id === world.headManager.userId)).toMatchObject({
      role: 'manager',
      roleFrom: { id: world.parentId },
      given: null,
      inheritedRole: 'manager',
    });
    expect(rows.find(({ id }) => id === world.manager.userId)).toMatchObject({
      roleFrom: { id: world.organizationId },
      inheritedRole: null,
      isOneself: true,
    });
  });

  test('are found by name, address, role and status; what is typed is no pattern', async () => {
    const organizationId = await insertOrganization(database.admin, world.parentId);
    const { userId } = await insertPerson(database.admin, 'practitioner', { organizationId, role: 'viewer' });
    await database.admin.query(`UPDATE user_account SET name = '100% Ada_' WHERE id = $1`, [userId]);
    await database.admin.query(
      `UPDATE membership SET ends_at = now() - interval '1 day' WHERE user_id = $1`,
      [userId],
    );
    const found = async (filter: object) =>
      (await list(organizationId, filter, world.headManager)).rows.map(({ id }) => id);
    expect(await found({ q: '0% ada_' })).toEqual([userId]);
    expect(await found({ q: '%_%' })).toEqual([]);
    expect(await found({ status: 'ended' })).toEqual([userId]);
    expect(await found({ role: 'manager' })).toEqual([world.headManager.userId]);
    expect(await found({ role: 'nonsense', status: 'nonsense', sort: 'nonsense' })).toHaveLength(2);
  });

  test('their second factor is for managers: shown, chosen by and sorted by', async () => {
    const organizationId = await insertOrganization(database.admin, world.parentId);
    const people = await Promise.all(
      ['app', 'passkey', 'unconfirmed'].map(() =>
        insertPerson(database.admin, 'practitioner', { organizationId, role: 'viewer' }),
      ),
    );
    const [app, passkey, unconfirmed] = people.map(({ userId }) => userId);
    await database.admin.query(
      `INSERT INTO totp_factor (user_id, secret, confirmed_at) VALUES ($1, '\\x00', now()), ($2, '\\x00', NULL)`,
      [app, unconfirmed],
    );
    await database.admin.query(
      `INSERT INTO passkey (user_id, credential_id, public_key, name) VALUES ($1, $2, '\\x00', 'Key')`,
      [passkey, passkey],
    );
    const ids = async (filter: object, as = world.headManager) =>
      (await list(organizationId, filter, as)).rows.map(({ id }) => id);
    expect((await ids({ factor: 'on' })).sort()).toEqual([app, passkey].sort());
    expect((await ids({ factor: 'off' })).sort()).toEqual([unconfirmed, world.headManager.userId].sort());
    expect((await ids({ sort: 'hasFactor', direction: 'desc' })).slice(0, 2).sort()).toEqual(
      [app, passkey].sort(),
    );
    const seen = await list(organizationId, {}, people[2]);
    expect(seen.rows.map(({ hasFactor }) => hasFactor)).toEqual([null, null, null, null]);
    for (const factor of ['on', 'off']) expect(await ids({ factor }, people[2])).toEqual([]);
  });

  test('come in pages, in every order, each once', async () => {
    const organizationId = await insertOrganization(database.admin, null);
    const manager = await insertPerson(database.admin, 'practitioner', { organizationId, role: 'manager' });
    await database.admin.query(
      `WITH made AS (INSERT INTO user_account (user_type, email, name)
         SELECT 'practitioner', 'p' || g || '@pages.example', 'Same name' FROM generate_series(1, 120) g RETURNING id)
       INSERT INTO membership (organization_id, user_id, role) SELECT $1, id, 'viewer' FROM made`,
      [organizationId],
    );
    for (const sort of PERSON_SORTS)
      for (const direction of ['asc', 'desc']) {
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const page = await list(organizationId, { sort, direction, after }, manager);
          expect(page.total).toBe(121);
          seen.push(...page.rows.map(({ id }) => id));
          after = page.nextCursor;
        } while (after !== null);
        expect(new Set(seen).size, `${sort} ${direction}`).toBe(121);
        expect(seen).toHaveLength(121);
      }
  });

  test.each(['stranger', 'patient', 'superAdmin'] as const)(
    'are not told to a %s, on record',
    async (who) => {
      const principal = again(world[who]);
      const asked = peopleList(world.organizationId, PersonFilter.parse({}));
      expect(await refusalOf(ask(asked, principal))).toBe('NOT_FOUND');
      expect(await recordedBy(database.admin, principal.requestId)).toMatchObject([
        { action: 'access.refused' },
      ]);
    },
  );

  test('of the parent and of a sibling are not told to a manager; invitations not to a member', async () => {
    const sibling = await insertOrganization(database.admin, world.parentId);
    for (const organizationId of [world.parentId, sibling])
      expect(await refusalOf(list(organizationId))).toBe('NOT_FOUND');
    const invitations = practitionerInvitationList(world.organizationId, InvitationFilter.parse({}));
    expect(await refusalOf(ask(invitations, again(world.member)))).toBe('FORBIDDEN');
    expect(await refusalOf(ask(invitations, again(world.manager)))).toBeNull();
  });
});

describe('a person', () => {
  test('is shown with every role around here, and is nobody without one', async () => {
    const read = personAccessOf(world.organizationId, world.headManager.userId);
    expect((await ask(read, again(world.viewer))).memberships).toMatchObject([
      { organization: { id: world.parentId }, place: -1, role: 'manager' },
    ]);
    const stranger = personAccessOf(world.organizationId, world.stranger.userId);
    expect(await refusalOf(ask(stranger, again(world.manager)))).toBe('NOT_FOUND');
  });

  test('has an activity for those who read the log only', async () => {
    const read = personActivityOf(world.organizationId, world.manager.userId);
    expect(await refusalOf(ask(read, again(world.member)))).toBe('FORBIDDEN');
    expect(await refusalOf(ask(read, again(world.manager)))).toBeNull();
  });
});

describe('why', () => {
  test('a person can or cannot see: the six layers, from the policy, and it is on record', async () => {
    const studyId = await insertStudy(database.admin, world);
    const patientId = await insertPatient(database.admin, world.organizationId);
    const enrollmentId = await insertEnrollment(database.admin, studyId, patientId, 'active');
    const manager = again(world.manager);
    const filter = { study: studyId, patient: patientId, scope: 1 };
    const asked = () => ask(whyPageOf(world.organizationId, world.viewer.userId, filter), manager);
    const before = (await asked()).answer;
    expect(before?.findings).toHaveLength(6);
    expect(before?.refusedBy).toBe('consent');
    await database.admin.query(
      `INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version)
       VALUES ($1, 1, 'granted', $2, 'patient', 1)`,
      [enrollmentId, world.patient.userId],
    );
    const after = (await asked()).answer;
    expect(after).toMatchObject({
      refusedBy: null,
      about: { role: 'viewer', consent: { state: 'granted' } },
    });
    expect(await recordedBy(database.admin, manager.requestId)).toMatchObject([
      { action: 'patient.viewed' },
      { action: 'patient.viewed' },
    ]);
    const member = whyPageOf(world.organizationId, world.viewer.userId, filter);
    expect(await refusalOf(ask(member, again(world.member)))).toBe('FORBIDDEN');
  });

  test('ids of another tenant in the address choose nothing', async () => {
    const other = { ...world, organizationId: world.otherOrganizationId, manager: world.stranger };
    const studyId = await insertStudy(database.admin, other);
    const patientId = await insertPatient(database.admin, other.organizationId);
    await insertEnrollment(database.admin, studyId, patientId, 'active');
    const filter = { study: studyId, patient: patientId, scope: 1 };
    const page = await ask(
      whyPageOf(world.organizationId, world.viewer.userId, filter),
      again(world.manager),
    );
    expect(page).toMatchObject({ patients: [], scopes: [], answer: null });
  });

  test('something was refused: the layer of the log, for those who read it', async () => {
    const { organizationId } = world;
    const viewer = again(world.viewer);
    const invitations = practitionerInvitationList(organizationId, InvitationFilter.parse({}));
    await refusalOf(ask(invitations, viewer));
    const { rows } = await database.admin.query<{ address: string }>(
      `SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || id AS address
         FROM audit.event WHERE request_id = $1`,
      [viewer.requestId],
    );
    const page = refusalPageOf(organizationId, rows[0]?.address ?? '');
    expect(await ask(page, again(world.manager))).toMatchObject({ layer: 'role-permission', now: null });
    expect(await refusalOf(ask(page, again(world.viewer)))).toBe('FORBIDDEN');
    expect(
      await refusalOf(
        ask(refusalPageOf(world.otherOrganizationId, rows[0]?.address ?? ''), again(world.stranger)),
      ),
    ).toBe('NOT_FOUND');
    expect(await refusalOf(ask(refusalPageOf(organizationId, 'nothing'), again(world.manager)))).toBe(
      'NOT_FOUND',
    );
  });
});
