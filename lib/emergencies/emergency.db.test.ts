import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import {
  again,
  insertPerson,
  insertStudy,
  recordedBy,
  refusalOf,
} from '@/lib/organizations/management-world';
import { ask } from '@/lib/query';
import { approveEmergency, declineEmergency, endEmergency, requestEmergency } from './emergency-commands';
import { emergenciesOf } from './emergency-queries';
import {
  approve,
  decline,
  emergencyWorld,
  end,
  lettersAbout,
  REASON,
  request,
  stateOf,
  type EmergencyWorld,
} from './emergency-world';

let database: TestDatabase;
let world: EmergencyWorld;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await emergencyWorld(database.admin);
});

async function addressOf({ userId }: Principal): Promise<string> {
  const { rows } = await database.admin.query<{ email: string }>(
    'SELECT email FROM user_account WHERE id = $1',
    [userId],
  );
  return rows[0]!.email;
}

describe('asking and answering', () => {
  test('a request opens nothing, is in the organization’s log, and tells every manager, in their language', async () => {
    await database.admin.query(`UPDATE user_account SET locale = 'es' WHERE id = $1`, [
      world.headManager.userId,
    ]);
    const principal = again(world.superAdmin);
    const { id } = await execute(requestEmergency, principal, {
      studyId: world.studyId,
      reason: REASON,
      minutes: 30,
    });
    expect(await stateOf(world, id)).toBe('pending');
    const { rows } = await database.admin.query(
      `SELECT action, organization_id, study_id, resource_kind, resource_id, convert_from(body, 'UTF8') AS body
         FROM audit.event WHERE request_id = $1`,
      [principal.requestId],
    );
    expect(rows).toMatchObject([
      {
        action: 'emergency.requested',
        organization_id: world.organizationId,
        study_id: world.studyId,
        resource_kind: 'emergency-access',
        resource_id: id,
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain('vendor');
    const english = await lettersAbout(database.admin, world.studyId, 'Emergency access asked for');
    expect(english.map(({ to }) => to)).toEqual([await addressOf(world.manager)]);
    const spanish = await lettersAbout(database.admin, world.studyId, 'Se pide un acceso de emergencia');
    expect(spanish.map(({ to }) => to)).toEqual([await addressOf(world.headManager)]);
    for (const { body } of [...english, ...spanish]) {
      expect(body).toContain(`/o/${world.organizationId}/emergency`);
      expect(body).not.toContain('vendor');
    }
  });

  test.each(['manager', 'headManager', 'secondAdmin'] as const)('%s approves, and it begins', async (who) => {
    const { id } = await request(world);
    const decider = again(world[who]);
    await execute(approveEmergency, decider, { emergencyId: id });
    expect(await recordedBy(database.admin, decider.requestId)).toMatchObject([
      { action: 'emergency.approved', outcome: 'success' },
    ]);
    const { emergencies } = await ask(emergenciesOf(world.organizationId), again(world.manager));
    const [emergency] = emergencies;
    expect(emergency).toMatchObject({ id, state: 'running', reason: REASON, minutes: 30 });
    const lasts = emergency!.endsAt!.getTime() - emergency!.decidedAt!.getTime();
    expect(Math.round(lasts / 60_000)).toBe(30);
    const told = (await lettersAbout(database.admin, world.studyId, 'Emergency access began')).map(
      ({ to }) => to,
    );
    expect(told).toEqual([await addressOf(world.manager), await addressOf(world.headManager)].sort());
  });

  test('whoever is suspended or whose role is over is not written to', async () => {
    const { organizationId } = world;
    const suspended = await insertPerson(database.admin, 'practitioner', { organizationId, role: 'manager' });
    const former = await insertPerson(database.admin, 'practitioner', { organizationId, role: 'manager' });
    await database.admin.query('UPDATE user_account SET suspended_at = now() WHERE id = $1', [
      suspended.userId,
    ]);
    await database.admin.query(
      `UPDATE membership SET ends_at = now() - interval '1 minute' WHERE user_id = $1`,
      [former.userId],
    );
    await request(world);
    expect(await lettersAbout(database.admin, world.studyId, 'Emergency access asked for')).toHaveLength(2);
  });

  test('it is declined, and asked for again', async () => {
    const { id } = await request(world);
    const decider = again(world.manager);
    await execute(declineEmergency, decider, { emergencyId: id });
    expect(await stateOf(world, id)).toBe('declined');
    expect(await recordedBy(database.admin, decider.requestId)).toMatchObject([
      { action: 'emergency.declined', outcome: 'success' },
    ]);
    expect(await refusalOf(approve(world.secondAdmin, id))).toBe('CONFLICT');
    expect(await refusalOf(end(world.secondAdmin, id))).toBe('CONFLICT');
    await request(world);
  });

  test('it is ended early by whoever asked, whoever approved, another manager or another super admin', async () => {
    const [approver, otherAdmin] = [world.manager, await insertPerson(database.admin, 'super_admin')];
    for (const ender of [world.superAdmin, approver, world.headManager, otherAdmin]) {
      const { id } = await request(world);
      await approve(approver, id);
      const principal = again(ender);
      await execute(endEmergency, principal, { emergencyId: id });
      expect(await stateOf(world, id)).toBe('ended');
      expect(await recordedBy(database.admin, principal.requestId)).toMatchObject([
        { action: 'emergency.ended', outcome: 'success' },
      ]);
      expect(await refusalOf(end(ender, id))).toBe('CONFLICT');
    }
  });

  test('a request is taken back, and nobody can approve it then', async () => {
    const { id } = await request(world);
    await end(world.superAdmin, id);
    expect(await stateOf(world, id)).toBe('ended');
    expect(await refusalOf(approve(world.manager, id))).toBe('CONFLICT');
  });

  test('nobody answers a request that is a day old', async () => {
    const { id } = await request(world);
    await database.admin.query(
      `UPDATE emergency_access SET requested_at = requested_at - interval '1 day' WHERE id = $1`,
      [id],
    );
    expect(await stateOf(world, id)).toBe('lapsed');
    for (const answer of [approve, decline, end])
      expect(await refusalOf(answer(world.manager, id))).toBe('CONFLICT');
    await request(world);
  });
});

describe('at once', () => {
  test('of two requests for one study by one person, one is made', async () => {
    const outcomes = await Promise.all([refusalOf(request(world)), refusalOf(request(world))]);
    expect(outcomes.toSorted()).toEqual(['CONFLICT', null].toSorted());
    expect(await refusalOf(request(world))).toBe('CONFLICT');
    await request(world, world.secondAdmin);
    await request(world, world.superAdmin, { studyId: await insertStudy(database.admin, world) });
  });

  test('a second one while the first runs is refused, and not after it has ended', async () => {
    const { id } = await request(world);
    await approve(world.manager, id);
    expect(await refusalOf(request(world))).toBe('CONFLICT');
    await end(world.manager, id);
    await request(world);
  });

  test('of two approvals one counts, and managers are told once', async () => {
    const { id } = await request(world);
    const outcomes = await Promise.all([
      refusalOf(approve(world.manager, id)),
      refusalOf(approve(world.secondAdmin, id)),
    ]);
    expect(outcomes.toSorted()).toEqual(['CONFLICT', null].toSorted());
    expect(await lettersAbout(database.admin, world.studyId, 'Emergency access began')).toHaveLength(2);
    const { rows } = await database.admin.query(
      `SELECT FROM audit.event WHERE resource_id = $1 AND action = 'emergency.approved'`,
      [id],
    );
    expect(rows).toHaveLength(1);
  });

  test('of an approval and a decline one counts', async () => {
    const { id } = await request(world);
    const [approved, declined] = await Promise.all([
      refusalOf(approve(world.manager, id)),
      refusalOf(decline(world.headManager, id)),
    ]);
    expect([approved, declined].toSorted()).toEqual(['CONFLICT', null].toSorted());
    expect(await stateOf(world, id)).toBe(approved === null ? 'running' : 'declined');
  });
});
