import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeLimits } from '@/lib/auth/rate-limit';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
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
  rowCounts,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { studyPatientsOf } from '@/lib/patients/patient-queries';
import { ask } from '@/lib/query';
import { revokePatientInvitation, sendInvitation } from './invitation-commands';
import { invitePractitioner, revokePractitionerInvitation } from './practitioner-invitation-commands';
import {
  invitee,
  newEmail,
  person,
  enrolled,
  tokenOf,
  invited,
  newestMail,
  codeFor,
} from './invitation-world';
import { acceptAs, acceptWithCode, openInvitation } from './invitee';

let database: TestDatabase;
let world: ManagementWorld;
let email: string;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
afterAll(async () => {
  await closeLimits();
  await database.close();
});
beforeEach(() => {
  email = newEmail();
});

describe('sending', () => {
  test('the letter has the link, the database only its hash, and the list its state', async () => {
    const { token, studyId, invitationId } = await invited(database.admin, world, email);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await newestMail(database.admin, email)).toContain(`http://localhost:3000/invite/${token}`);
    const { rows } = await database.admin.query<{ row: string }>(
      'SELECT invitation::text AS row FROM invitation WHERE id = $1',
      [invitationId],
    );
    expect(rows[0]!.row).not.toContain(token);
    expect(rows[0]!.row).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
    const [row] = await ask(studyPatientsOf(world.organizationId, studyId), again(world.viewer));
    expect(row!.invitation).toMatchObject({ id: invitationId, email, standing: 'open', openedAt: null });
  });

  test('viewers, strangers and patients do not send or revoke; refusals are on record', async () => {
    const { enrollmentId } = await enrolled(database.admin, world);
    const { invitationId } = await invited(database.admin, world, email);
    const before = await rowCounts(database.admin);
    for (const [who, code, layer] of [
      ['viewer', 'FORBIDDEN', 'role-permission'],
      ['stranger', 'NOT_FOUND', 'organization-membership'],
      ['patient', 'NOT_FOUND', 'user-type'],
      ['superAdmin', 'NOT_FOUND', 'user-type'],
    ] as const) {
      const sending = again(world[who]);
      expect(await refusalOf(execute(sendInvitation, sending, { enrollmentId, email }))).toBe(code);
      expect(await recordedBy(database.admin, sending.requestId)).toEqual([
        { action: 'access.refused', outcome: 'refused', layer, operation: 'invitation.send' },
      ]);
      const revoking = again(world[who]);
      expect(await refusalOf(execute(revokePatientInvitation, revoking, { invitationId }))).toBe(code);
      expect(await recordedBy(database.admin, revoking.requestId)).toMatchObject([{ layer }]);
    }
    expect(await rowCounts(database.admin)).toEqual(before);
    await execute(sendInvitation, again(world.member), { enrollmentId, email });
  });

  test('not before the data group’s key is there', async () => {
    const studyId = await insertStudy(database.admin, world);
    const patientId = await insertPatient(database.admin, world.organizationId);
    const enrollmentId = await insertEnrollment(database.admin, studyId, patientId);
    const sending = execute(sendInvitation, again(world.manager), { enrollmentId, email });
    expect(await refusalOf(sending)).toBe('CONFLICT');
  });

  test('sending again makes a new link, and the former one is nobody’s', async () => {
    const { token, enrollmentId, invitationId } = await invited(database.admin, world, email);
    const second = await execute(sendInvitation, again(world.member), { enrollmentId, email });
    expect(second.invitationId).toBe(invitationId);
    expect(await openInvitation(token, invitee())).toBeNull();
    expect(await openInvitation(tokenOf(second.link), invitee())).toMatchObject({ standing: 'open' });
  });
});

describe('a practitioner', () => {
  const invite = (role: 'viewer' | 'manager', by = world.manager) =>
    execute(invitePractitioner, again(by), { organizationId: world.organizationId, email, role });

  test('accepts with a code and holds the role', async () => {
    const { link } = await invite('viewer');
    const token = tokenOf(link);
    expect(await openInvitation(token, invitee())).toMatchObject({
      kind: 'practitioner',
      role: 'viewer',
      requests: [],
    });
    const accepting = invitee();
    expect(
      await acceptWithCode(token, person(await codeFor(database.admin, token, email)), accepting),
    ).toMatchObject({
      outcome: 'done',
    });
    const { rows } = await database.admin.query(
      `SELECT m.role, u.user_type FROM membership m JOIN user_account u ON u.id = m.user_id WHERE u.email = $1`,
      [email],
    );
    expect(rows).toEqual([{ role: 'viewer', user_type: 'practitioner' }]);
    expect((await recordedBy(database.admin, accepting.requestId)).map(({ action }) => action)).toEqual([
      'account.created',
      'invitation.accepted',
      'membership.created',
    ]);
  });

  test('a role that was given in the meantime is not lowered, and nobody is invited who has one', async () => {
    const { organizationId } = world;
    const { link } = await invite('viewer');
    const known = await insertPerson(
      database.admin,
      'practitioner',
      { organizationId, role: 'manager' },
      email,
    );
    expect(await acceptAs(tokenOf(link), again(known))).toBe('done');
    const { rows } = await database.admin.query('SELECT role FROM membership WHERE user_id = $1', [
      known.userId,
    ]);
    expect(rows).toEqual([{ role: 'manager' }]);
    expect(await refusalOf(invite('viewer'))).toBe('INVALID_INPUT');
  });

  test('only managers invite; an invitation ends with its inviter’s role, and can be taken back', async () => {
    for (const [who, code] of [
      ['viewer', 'FORBIDDEN'],
      ['member', 'FORBIDDEN'],
      ['stranger', 'NOT_FOUND'],
      ['patient', 'NOT_FOUND'],
    ] as const)
      expect(await refusalOf(invite('viewer', world[who]))).toBe(code);
    const organizationId = await insertOrganization(database.admin, world.organizationId);
    const leaving = await insertPerson(database.admin, 'practitioner', { organizationId, role: 'manager' });
    const input = { organizationId, email, role: 'manager' } as const;
    const { link } = await execute(invitePractitioner, again(leaving), input);
    await database.admin.query('DELETE FROM membership WHERE user_id = $1', [leaving.userId]);
    expect(await openInvitation(tokenOf(link), invitee())).toMatchObject({ standing: 'revoked' });
    const second = await invite('manager');
    await execute(revokePractitionerInvitation, again(world.manager), { invitationId: second.invitationId });
    expect(await openInvitation(tokenOf(second.link), invitee())).toMatchObject({ standing: 'revoked' });
    expect(
      await refusalOf(
        execute(revokePractitionerInvitation, again(world.manager), { invitationId: second.invitationId }),
      ),
    ).toBe('CONFLICT');
  });
});
