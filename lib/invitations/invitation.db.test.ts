import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { passwordMatches } from '@/lib/auth/password';
import { closeLimits } from '@/lib/auth/rate-limit';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  again,
  insertDataGroup,
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
import { ask } from '@/lib/query';
import { studyPatientsOf } from '@/lib/patients/patient-queries';
import {
  invitePractitioner,
  revokePatientInvitation,
  revokePractitionerInvitation,
  sendInvitation,
} from './invitation-commands';
import { acceptAs, acceptWithCode, checkCode, openInvitation, sendCode, type Invitee } from './invitee';

let database: TestDatabase;
let world: ManagementWorld;
let email: string;
let address: string;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
afterAll(async () => {
  await closeLimits();
  await database.close();
});
beforeEach(() => {
  email = `${randomUUID()}@example.org`;
  address = randomUUID(); // so that limits of one test do not reach the next
});

const invitee = (): Invitee => ({ requestId: randomUUID(), address });
const person = (code: string) => ({
  code,
  name: 'Ada Example',
  password: 'a long enough password',
  locale: 'en' as const,
});

async function enrolled(inWorld = world) {
  const studyId = await insertStudy(database.admin, inWorld);
  const patientId = await insertPatient(database.admin, inWorld.organizationId);
  const enrollmentId = await insertEnrollment(database.admin, studyId, patientId);
  await insertDataGroup(database.admin, inWorld, enrollmentId);
  return { studyId, patientId, enrollmentId };
}

const tokenOf = (link: string) => link.split('/').at(-1)!;

async function invited(inWorld = world, to = email) {
  const ids = await enrolled(inWorld);
  const { link, invitationId } = await execute(sendInvitation, again(inWorld.manager), {
    enrollmentId: ids.enrollmentId,
    email: to,
  });
  return { ...ids, invitationId, token: tokenOf(link) };
}

async function newestMail(to = email): Promise<string> {
  const { rows } = await database.admin.query<{ body_text: string }>(
    'SELECT body_text FROM mail WHERE to_address = $1 ORDER BY created_at DESC LIMIT 1',
    [to],
  );
  return rows[0]?.body_text ?? '';
}

async function codeFor(token: string, to = email): Promise<string> {
  expect(await sendCode(token, 'en', invitee())).toBe('open');
  return /code is (\d{6})/.exec(await newestMail(to))![1]!;
}

const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

async function enrollment(id: string) {
  const { rows } = await database.admin.query<{ state: string; user_id: string | null; patient_id: string }>(
    'SELECT e.state, p.user_id, e.patient_id FROM enrollment e JOIN patient p ON p.id = e.patient_id WHERE e.id = $1',
    [id],
  );
  return rows[0]!;
}

async function accounts(to = email): Promise<number> {
  return (await database.admin.query('SELECT FROM user_account WHERE email = $1', [to])).rowCount ?? 0;
}

describe('sending', () => {
  test('the letter has the link, the database only its hash, and the list its state', async () => {
    const { token, studyId, invitationId } = await invited();
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await newestMail()).toContain(`http://localhost:3000/invite/${token}`);
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
    const { enrollmentId } = await enrolled();
    const { invitationId } = await invited();
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
    const { token, enrollmentId, invitationId } = await invited();
    const second = await execute(sendInvitation, again(world.member), { enrollmentId, email });
    expect(second.invitationId).toBe(invitationId);
    expect(await openInvitation(token, invitee())).toBeNull();
    expect(await openInvitation(tokenOf(second.link), invitee())).toMatchObject({ standing: 'open' });
  });
});

describe('a patient accepts', () => {
  test('looks, gets a code, makes an account, and is enrolled; every step is on record', async () => {
    const { token, enrollmentId, patientId, studyId } = await invited();
    const looking = invitee();
    const preview = await openInvitation(token, looking);
    expect(preview).toMatchObject({
      standing: 'open',
      kind: 'patient',
      email,
      patientId,
      study: { id: studyId },
    });
    expect(preview).toMatchObject({ requests: [{ code: 'omh:blood-glucose:4.0', reason: 'To learn.' }] });
    await openInvitation(token, looking);
    expect((await recordedBy(database.admin, looking.requestId)).map(({ action }) => action)).toEqual([
      'invitation.opened',
    ]);

    const code = await codeFor(token);
    expect(await checkCode(token, code, invitee())).toBe('right');
    const accepting = invitee();
    expect(await acceptWithCode(token, person(code), accepting)).toEqual({ outcome: 'done', email });
    expect((await recordedBy(database.admin, accepting.requestId)).map(({ action }) => action)).toEqual([
      'account.created',
      'invitation.accepted',
      'enrollment.activated',
    ]);
    const { rows } = await database.admin.query<{ id: string; user_type: string; password_hash: string }>(
      'SELECT id, user_type, password_hash FROM user_account WHERE email = $1',
      [email],
    );
    expect(rows[0]!.user_type).toBe('patient');
    expect(await passwordMatches('a long enough password', rows[0]!.password_hash)).toBe(true);
    expect(await enrollment(enrollmentId)).toMatchObject({ state: 'active', user_id: rows[0]!.id });
  });

  test('used, revoked and expired links say so, change nothing, and are refused on record', async () => {
    const used = await invited();
    await acceptWithCode(used.token, person(await codeFor(used.token)), invitee());
    email = `${randomUUID()}@example.org`;
    const revoked = await invited();
    await execute(revokePatientInvitation, again(world.manager), { invitationId: revoked.invitationId });
    const expired = await invited(world, `${randomUUID()}@example.org`);
    await database.admin.query(
      `UPDATE invitation SET expires_at = now() - interval '1 second' WHERE id = $1`,
      [expired.invitationId],
    );
    const before = await rowCounts(database.admin);
    for (const [{ token }, standing] of [
      [used, 'accepted'],
      [revoked, 'revoked'],
      [expired, 'expired'],
    ] as const) {
      const looking = invitee();
      const preview = await openInvitation(token, looking);
      expect(preview).toMatchObject({ standing });
      expect(Object.keys(preview!)).not.toContain('email');
      expect(await recordedBy(database.admin, looking.requestId)).toMatchObject([
        { action: 'invitation.refused', outcome: 'refused', layer: 'authentication' },
      ]);
      expect(await sendCode(token, 'en', invitee())).toBe(standing);
      expect(await checkCode(token, '000000', invitee())).toBe(standing);
      expect(await acceptWithCode(token, person('000000'), invitee())).toEqual({
        outcome: standing,
        email: null,
      });
      expect(await acceptAs(token, again(world.patient))).toBe(standing);
    }
    expect(await rowCounts(database.admin)).toEqual(before);
  });

  test('unknown and malformed links are nobody’s and are refused on record', async () => {
    for (const token of ['x', 'A'.repeat(43), '../../etc', randomUUID()]) {
      const looking = invitee();
      expect(await openInvitation(token, looking)).toBeNull();
      expect(await recordedBy(database.admin, looking.requestId)).toMatchObject([
        { action: 'invitation.refused', outcome: 'refused' },
      ]);
      expect(await sendCode(token, 'en', invitee())).toBe('unknown');
      expect(await checkCode(token, '123456', invitee())).toBe('unknown');
      expect((await acceptWithCode(token, person('123456'), invitee())).outcome).toBe('unknown');
      expect(await acceptAs(token, again(world.patient))).toBe('unknown');
    }
  });

  test('the link alone is not access: without a code there is no account', async () => {
    const { token } = await invited();
    expect((await acceptWithCode(token, person('000000'), invitee())).outcome).toBe('code-expired');
    expect(await accounts()).toBe(0);
  });

  test('five wrong codes end a code, also the right one after them, also sent at once', async () => {
    const { token } = await invited();
    const code = await codeFor(token);
    const guesses = await Promise.all(
      Array.from({ length: 8 }, () => checkCode(token, wrong(code), invitee())),
    );
    expect(guesses.filter((outcome) => outcome === 'wrong-code')).toHaveLength(4);
    expect(guesses.filter((outcome) => outcome === 'too-many-attempts')).toHaveLength(4);
    expect(await checkCode(token, code, invitee())).toBe('too-many-attempts');
    expect((await acceptWithCode(token, person(code), invitee())).outcome).toBe('too-many-attempts');
    expect(await accounts()).toBe(0);
    expect(await checkCode(token, await codeFor(token), invitee())).toBe('right');
  });

  test('a code is worth nothing after ten minutes, after a newer one, and on another link', async () => {
    const { token, invitationId } = await invited();
    const first = await codeFor(token);
    const second = await codeFor(token);
    expect(await checkCode(token, first, invitee())).toBe(first === second ? 'right' : 'wrong-code');
    const other = await invited(world, `${randomUUID()}@example.org`);
    expect(await checkCode(other.token, second, invitee())).toBe('code-expired');
    await database.admin.query(
      `UPDATE invitation SET code_expires_at = now() - interval '1 second' WHERE id = $1`,
      [invitationId],
    );
    expect(await checkCode(token, second, invitee())).toBe('code-expired');
  });

  test('codes for one link are limited by the hour, and by the link whatever the hour', async () => {
    const { token, invitationId } = await invited();
    for (let n = 0; n < 5; n += 1) expect(await sendCode(token, 'en', invitee())).toBe('open');
    expect(await refusalOf(sendCode(token, 'en', invitee()))).toBe('RATE_LIMITED');
    const other = await invited(world, `${randomUUID()}@example.org`);
    await database.admin.query('UPDATE invitation SET codes_sent = 10 WHERE id = $1', [other.invitationId]);
    expect(await sendCode(other.token, 'en', invitee())).toBe('too-many-codes');
    expect(invitationId).not.toBe(other.invitationId);
  });

  test('two acceptances at the same moment make one account and one enrollment', async () => {
    const { token, enrollmentId } = await invited();
    const code = await codeFor(token);
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => acceptWithCode(token, person(code), invitee())),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(3);
    expect(await accounts()).toBe(1);
    expect(await enrollment(enrollmentId)).toMatchObject({ state: 'active' });
  });

  test('two invitations to one address at the same moment make one account', async () => {
    const one = await invited();
    const two = await invited();
    const codes = [await codeFor(one.token), await codeFor(two.token)] as const;
    const outcomes = await Promise.all([
      acceptWithCode(one.token, person(codes[0]), invitee()),
      acceptWithCode(two.token, person(codes[1]), invitee()),
    ]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['account-exists', 'done']);
    expect(await accounts()).toBe(1);
  });

  test('a paused study takes nobody, and a withdrawn enrollment’s link is taken back', async () => {
    const paused = await invited();
    const code = await codeFor(paused.token);
    await database.admin.query(`UPDATE study SET state = 'paused' WHERE id = $1`, [paused.studyId]);
    expect(await openInvitation(paused.token, invitee())).toMatchObject({ standing: 'study-closed' });
    expect((await acceptWithCode(paused.token, person(code), invitee())).outcome).toBe('study-closed');
    const withdrawn = await invited();
    await database.admin.query(`UPDATE enrollment SET state = 'withdrawn' WHERE id = $1`, [
      withdrawn.enrollmentId,
    ]);
    expect(await openInvitation(withdrawn.token, invitee())).toMatchObject({ standing: 'revoked' });
    expect(await accounts()).toBe(0);
  });
});

describe('with an account', () => {
  test('the code never becomes a way into it: it has to sign in', async () => {
    await insertPerson(database.admin, 'patient', undefined, email);
    const { token, enrollmentId } = await invited();
    const code = await codeFor(token);
    expect(await acceptWithCode(token, person(code), invitee())).toEqual({
      outcome: 'account-exists',
      email: null,
    });
    const { rows } = await database.admin.query('SELECT password_hash FROM user_account WHERE email = $1', [
      email,
    ]);
    expect(rows).toEqual([{ password_hash: null }]);
    expect(await enrollment(enrollmentId)).toMatchObject({ state: 'invited' });
  });

  test('signed in with the address it accepts without a code, once', async () => {
    const patient = await insertPerson(database.admin, 'patient', undefined, email);
    const { token, enrollmentId } = await invited();
    const accepting = again(patient);
    const outcomes = await Promise.all([acceptAs(token, accepting), acceptAs(token, accepting)]);
    expect(outcomes.sort()).toEqual(['accepted', 'done']);
    expect(await enrollment(enrollmentId)).toMatchObject({ state: 'active', user_id: patient.userId });
    expect(
      (await recordedBy(database.admin, accepting.requestId)).map(({ action }) => action).sort(),
    ).toEqual(['enrollment.activated', 'invitation.accepted', 'invitation.refused']);
  });

  test('another address and another kind of account are refused on record', async () => {
    const { token } = await invited();
    const other = again(await insertPerson(database.admin, 'patient'));
    expect(await acceptAs(token, other)).toBe('other-account');
    expect(await recordedBy(database.admin, other.requestId)).toMatchObject([
      { action: 'invitation.refused' },
    ]);
    const practitioner = again(await insertPerson(database.admin, 'practitioner', undefined, email));
    expect(await acceptAs(token, practitioner)).toBe('other-type');
  });

  test('a second organization’s invitation joins the two records of one person', async () => {
    const first = await invited();
    await acceptWithCode(first.token, person(await codeFor(first.token)), invitee());
    const kept = await enrollment(first.enrollmentId);
    const elsewhere = {
      ...world,
      organizationId: world.otherOrganizationId,
      manager: world.stranger,
    };
    const second = await invited(elsewhere);
    const patient = again({ ...world.patient, userId: kept.user_id! });
    expect(await acceptAs(second.token, patient)).toBe('done');
    expect(await enrollment(second.enrollmentId)).toMatchObject({
      state: 'active',
      patient_id: kept.patient_id,
      user_id: kept.user_id,
    });
    const { rows } = await database.admin.query<{ organization_id: string }>(
      'SELECT organization_id FROM patient_organization WHERE patient_id = $1',
      [kept.patient_id],
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
    const first = await invited();
    await acceptWithCode(first.token, person(await codeFor(first.token)), invitee());
    const studyId = await insertStudy(database.admin, world);
    const enrollmentId = await insertEnrollment(database.admin, studyId, first.patientId);
    await insertDataGroup(database.admin, world, enrollmentId);
    const input = { enrollmentId, email: `${randomUUID()}@example.org` };
    expect(await refusalOf(execute(sendInvitation, again(world.manager), input))).toBe('INVALID_INPUT');
    await execute(sendInvitation, again(world.manager), { enrollmentId, email });
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
    expect(await acceptWithCode(token, person(await codeFor(token)), accepting)).toMatchObject({
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

  test('a role that is held already is never lowered', async () => {
    const { organizationId } = world;
    const known = await insertPerson(
      database.admin,
      'practitioner',
      { organizationId, role: 'manager' },
      email,
    );
    const { link } = await invite('viewer');
    expect(await acceptAs(tokenOf(link), again(known))).toBe('done');
    const { rows } = await database.admin.query('SELECT role FROM membership WHERE user_id = $1', [
      known.userId,
    ]);
    expect(rows).toEqual([{ role: 'manager' }]);
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
