import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeLimits } from '@/lib/auth/rate-limit';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  again,
  insertDataGroup,
  insertEnrollment,
  insertPerson,
  insertStudy,
  managementWorld,
  recordedBy,
  refusalOf,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { sendInvitation } from './invitation-commands';
import { invitee, newEmail, person, invited, codeFor, enrollmentOf } from './invitation-world';
import { acceptAs, acceptWithCode } from './invitee';

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

describe('with an account', () => {
  test('the code never becomes a way into it: it has to sign in', async () => {
    await insertPerson(database.admin, 'patient', undefined, email);
    const { token, enrollmentId } = await invited(database.admin, world, email);
    const code = await codeFor(database.admin, token, email);
    expect(await acceptWithCode(token, person(code), invitee())).toEqual({
      outcome: 'account-exists',
      email: null,
    });
    const { rows } = await database.admin.query('SELECT password_hash FROM user_account WHERE email = $1', [
      email,
    ]);
    expect(rows).toEqual([{ password_hash: null }]);
    expect(await enrollmentOf(database.admin, enrollmentId)).toMatchObject({ state: 'invited' });
  });

  test('signed in with the address it accepts without a code, once', async () => {
    const patient = await insertPerson(database.admin, 'patient', undefined, email);
    const { token, enrollmentId } = await invited(database.admin, world, email);
    const accepting = again(patient);
    const outcomes = await Promise.all([acceptAs(token, accepting), acceptAs(token, accepting)]);
    expect(outcomes.sort()).toEqual(['accepted', 'done']);
    expect(await enrollmentOf(database.admin, enrollmentId)).toMatchObject({
      state: 'active',
      user_id: patient.userId,
    });
    expect(
      (await recordedBy(database.admin, accepting.requestId)).map(({ action }) => action).sort(),
    ).toEqual(['enrollment.activated', 'invitation.accepted', 'invitation.refused']);
  });

  test('another address and another kind of account are refused on record', async () => {
    const { token } = await invited(database.admin, world, email);
    const other = again(await insertPerson(database.admin, 'patient'));
    expect(await acceptAs(token, other)).toBe('other-account');
    expect(await recordedBy(database.admin, other.requestId)).toMatchObject([
      { action: 'invitation.refused' },
    ]);
    const practitioner = again(await insertPerson(database.admin, 'practitioner', undefined, email));
    expect(await acceptAs(token, practitioner)).toBe('other-type');
  });

  test('a second organization’s invitation joins the two records of one person', async () => {
    const first = await invited(database.admin, world, email);
    await acceptWithCode(first.token, person(await codeFor(database.admin, first.token, email)), invitee());
    const kept = await enrollmentOf(database.admin, first.enrollmentId);
    const elsewhere = {
      ...world,
      organizationId: world.otherOrganizationId,
      manager: world.stranger,
    };
    const second = await invited(database.admin, elsewhere, email);
    const patient = again({ ...world.patient, userId: kept!.user_id! });
    expect(await acceptAs(second.token, patient)).toBe('done');
    expect(await enrollmentOf(database.admin, second.enrollmentId)).toMatchObject({
      state: 'active',
      patient_id: kept!.patient_id,
      user_id: kept!.user_id,
    });
    const { rows } = await database.admin.query<{ organization_id: string }>(
      'SELECT organization_id FROM patient_organization WHERE patient_id = $1',
      [kept!.patient_id],
    );
    expect(rows.map((row) => row.organization_id).sort()).toEqual(
      [world.organizationId, world.otherOrganizationId].sort(),
    );
    const rowsOfJoined = await database.admin.query(
      'SELECT FROM patient_organization WHERE patient_id = $1',
      [second.patientId],
    );
    expect(rowsOfJoined.rowCount).toBe(0);
  });

  test('a patient with an account is invited at its address only', async () => {
    const first = await invited(database.admin, world, email);
    await acceptWithCode(first.token, person(await codeFor(database.admin, first.token, email)), invitee());
    const studyId = await insertStudy(database.admin, world);
    const enrollmentId = await insertEnrollment(database.admin, studyId, first.patientId);
    await insertDataGroup(database.admin, world, enrollmentId);
    const input = { enrollmentId, email: newEmail() };
    expect(await refusalOf(execute(sendInvitation, again(world.manager), input))).toBe('INVALID_INPUT');
    await execute(sendInvitation, again(world.manager), { enrollmentId, email });
  });
});
