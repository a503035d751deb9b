import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { passwordMatches } from '@/lib/auth/password';
import { closeLimits } from '@/lib/auth/rate-limit';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  again,
  managementWorld,
  recordedBy,
  refusalOf,
  rowCounts,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { revokePatientInvitation } from './invitation-commands';
import {
  invitee,
  newEmail,
  person,
  invited,
  codeFor,
  otherThan,
  enrollmentOf,
  accountsOf,
} from './invitation-world';
import { acceptAs, acceptWithCode, checkCode, openInvitation, sendCode } from './invitee';

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

describe('a patient accepts', () => {
  test('looks, gets a code, makes an account, and is enrolled; every step is on record', async () => {
    const { token, enrollmentId, patientId, studyId } = await invited(database.admin, world, email);
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

    const code = await codeFor(database.admin, token, email);
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
    expect(await enrollmentOf(database.admin, enrollmentId)).toMatchObject({
      state: 'active',
      user_id: rows[0]!.id,
    });
  });

  test('used, revoked and expired links say so, change nothing, and are refused on record', async () => {
    const used = await invited(database.admin, world, email);
    await acceptWithCode(used.token, person(await codeFor(database.admin, used.token, email)), invitee());
    email = newEmail();
    const revoked = await invited(database.admin, world, email);
    await execute(revokePatientInvitation, again(world.manager), { invitationId: revoked.invitationId });
    const expired = await invited(database.admin, world, newEmail());
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
    const { token } = await invited(database.admin, world, email);
    expect((await acceptWithCode(token, person('000000'), invitee())).outcome).toBe('code-expired');
    expect(await accountsOf(database.admin, email)).toBe(0);
  });

  test('five wrong codes end a code, also the right one after them, also sent at once', async () => {
    const { token } = await invited(database.admin, world, email);
    const code = await codeFor(database.admin, token, email);
    const guesses = await Promise.all(
      Array.from({ length: 8 }, () => checkCode(token, otherThan(code), invitee())),
    );
    expect(guesses.filter((outcome) => outcome === 'wrong-code')).toHaveLength(4);
    expect(guesses.filter((outcome) => outcome === 'too-many-attempts')).toHaveLength(4);
    expect(await checkCode(token, code, invitee())).toBe('too-many-attempts');
    expect((await acceptWithCode(token, person(code), invitee())).outcome).toBe('too-many-attempts');
    expect(await accountsOf(database.admin, email)).toBe(0);
    expect(await checkCode(token, await codeFor(database.admin, token, email), invitee())).toBe('right');
  });

  test('a code is worth nothing after ten minutes, after a newer one, and on another link', async () => {
    const { token, invitationId } = await invited(database.admin, world, email);
    const first = await codeFor(database.admin, token, email);
    const second = await codeFor(database.admin, token, email);
    expect(await checkCode(token, first, invitee())).toBe(first === second ? 'right' : 'wrong-code');
    const other = await invited(database.admin, world, newEmail());
    expect(await checkCode(other.token, second, invitee())).toBe('code-expired');
    await database.admin.query(
      `UPDATE invitation SET code_expires_at = now() - interval '1 second' WHERE id = $1`,
      [invitationId],
    );
    expect(await checkCode(token, second, invitee())).toBe('code-expired');
  });

  test('codes for one link are limited by the hour, and by the link whatever the hour', async () => {
    const { token, invitationId } = await invited(database.admin, world, email);
    for (let n = 0; n < 5; n += 1) expect(await sendCode(token, 'en', invitee())).toBe('open');
    expect(await refusalOf(sendCode(token, 'en', invitee()))).toBe('RATE_LIMITED');
    const other = await invited(database.admin, world, newEmail());
    await database.admin.query('UPDATE invitation SET codes_sent = 10 WHERE id = $1', [other.invitationId]);
    expect(await sendCode(other.token, 'en', invitee())).toBe('too-many-codes');
    expect(invitationId).not.toBe(other.invitationId);
  });

  test('two acceptances at the same moment make one account and one enrollment', async () => {
    const { token, enrollmentId } = await invited(database.admin, world, email);
    const code = await codeFor(database.admin, token, email);
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => acceptWithCode(token, person(code), invitee())),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(3);
    expect(await accountsOf(database.admin, email)).toBe(1);
    expect(await enrollmentOf(database.admin, enrollmentId)).toMatchObject({ state: 'active' });
  });

  test('two invitations to one address at the same moment make one account', async () => {
    const one = await invited(database.admin, world, email);
    const two = await invited(database.admin, world, email);
    const codes = [
      await codeFor(database.admin, one.token, email),
      await codeFor(database.admin, two.token, email),
    ] as const;
    const outcomes = await Promise.all([
      acceptWithCode(one.token, person(codes[0]), invitee()),
      acceptWithCode(two.token, person(codes[1]), invitee()),
    ]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['account-exists', 'done']);
    expect(await accountsOf(database.admin, email)).toBe(1);
  });

  test('a paused study takes nobody, and a withdrawn enrollment’s link is taken back', async () => {
    const paused = await invited(database.admin, world, email);
    const code = await codeFor(database.admin, paused.token, email);
    await database.admin.query(`UPDATE study SET state = 'paused' WHERE id = $1`, [paused.studyId]);
    expect(await openInvitation(paused.token, invitee())).toMatchObject({ standing: 'study-closed' });
    expect((await acceptWithCode(paused.token, person(code), invitee())).outcome).toBe('study-closed');
    const withdrawn = await invited(database.admin, world, email);
    await database.admin.query(`UPDATE enrollment SET state = 'withdrawn' WHERE id = $1`, [
      withdrawn.enrollmentId,
    ]);
    expect(await openInvitation(withdrawn.token, invitee())).toMatchObject({ standing: 'revoked' });
    expect(await accountsOf(database.admin, email)).toBe(0);
  });
});
