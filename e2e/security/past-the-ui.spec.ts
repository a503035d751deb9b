import { expect, test, type World } from '../support/cast';
import {
  builtActions,
  callAction,
  declaredActions,
  pathOf,
  type BuiltAction,
} from '../support/server-actions';
import { recordedOf, rowsOf } from '../support/tenant-rows';
import { ACTION_CASES } from './action-cases';
import type { ActionCase, Intruder, Refusal } from './action-cases-kit';

const built = builtActions();
/** The owner has no other session, holds the key already, and asked for no other address. */
const CHANGES_NOTHING = ['endOtherSessionsAction', 'grantStudyKeyAction', 'dropEmailChangeAction'];

/** The same call for everyone: only the session differs. */
function call(world: World, origin: string, who: keyof World['cast'], action: BuiltAction, input: unknown) {
  const { organizationId, studyId, patientId, decisionId, emergencyToEndId, childId, member } = world.tenant;
  const parameters = {
    organization: organizationId,
    study: studyId,
    patient: patientId,
    decision: decisionId,
    emergency: emergencyToEndId,
    node: childId,
    person: member.userId,
  };
  // A patient's own page, where there is one: the preview of a study has the patient's buttons too, and sends nothing.
  const own = action.pages.find((page) => who === 'patient' && page.startsWith('app/me/'));
  const path = pathOf(own ?? action.pages.at(-1)!, parameters);
  return callAction(world.cast[who], origin, { id: action.id, path, args: [input] });
}

test('every server action of the sources is tried here', () => {
  const declared = declaredActions();
  expect(declared.length).toBeGreaterThan(20);
  expect(Object.keys(ACTION_CASES).toSorted()).toEqual(declared.map(({ name }) => name).toSorted());
  for (const [name, { file }] of built) expect(declared, name).toContainEqual({ name, file });
});

for (const [name, { input, refused }] of Object.entries(ACTION_CASES)) {
  const action = built.get(name);
  // Without a page that uses it an action is not built, and nobody can ask for it.
  if (!action) continue;
  test(`${name} is not done for whoever may not, and their trying is on record`, async ({
    world,
    baseURL,
  }) => {
    const { tenant, other, keys } = world;
    const before = await rowsOf([tenant, other]);
    const sent = input(tenant, keys);
    const nobodys = await call(world, baseURL!, 'nobody', action, sent);
    expect(nobodys, 'nobody').toMatchObject({ status: 200, code: 'UNAUTHENTICATED' });
    for (const [who, [code, layer]] of entriesOf(refused)) {
      const answer = await call(world, baseURL!, who, action, sent);
      expect(answer, who).toMatchObject({ status: 200, code });
      const trace = [{ action: 'access.refused', outcome: 'refused', layer }];
      expect(await recordedOf(answer.requestId), who).toEqual(trace);
    }
    expect(await rowsOf([tenant, other])).toEqual(before);
  });
}

const entriesOf = (refused: ActionCase['refused']) => Object.entries(refused) as [Intruder, Refusal][];

test('each is done for whoever may', async ({ world, baseURL }) => {
  test.slow();
  const { tenant, keys } = world;
  for (const [name, { input, owner }] of Object.entries(ACTION_CASES)) {
    const action = built.get(name);
    if (!action) continue;
    const before = await rowsOf([tenant]);
    const answer = await call(world, baseURL!, owner, action, input(tenant, keys));
    expect.soft(answer, `${name}: ${answer.body.slice(0, 400)}`).toMatchObject({ status: 200, code: 'ok' });
    const recorded = await recordedOf(answer.requestId);
    expect.soft(recorded, name).not.toEqual([]);
    for (const { outcome } of recorded) expect.soft(outcome, name).toBe('success');
    // What the refusals above are judged by does see a change, of each of these.
    if (!CHANGES_NOTHING.includes(name)) expect.soft(await rowsOf([tenant]), name).not.toEqual(before);
  }
});

test('an action that was never built cannot be asked for', async ({ world, baseURL }) => {
  const before = await rowsOf([world.tenant]);
  const unknown = { id: `7f${'0'.repeat(40)}`, pages: ['app/account/page'] };
  expect(await call(world, baseURL!, 'manager', unknown, {})).toMatchObject({ status: 409, code: null });
  expect(await rowsOf([world.tenant])).toEqual(before);
});
