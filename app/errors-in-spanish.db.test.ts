import { globSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { endSessionAction } from '@/lib/auth/session-actions';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import * as consents from '@/lib/consents/consent-actions';
import { answerRequest, recordOnBehalf } from '@/lib/consents/consent-commands';
import { leaveStudy } from '@/lib/consents/sharing-commands';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { env } from '@/lib/env';
import type { ActionResult, PublicError } from '@/lib/errors';
import { errorMessages, type SaidKey } from '@/lib/i18n/messages/error-messages';
import { addDeviceAction } from '@/lib/observations/device-actions';
import {
  addParticipant,
  GLUCOSE,
  HEART_RATE,
  observationWorld,
  person,
  type ObservationWorld,
  type Participant,
} from '@/lib/observations/test-world';

// The framework's request, not ours: the cookie of whoever asks.
const request = vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'silent';
  return { cookie: undefined as string | undefined, languages: 'es' };
});
vi.mock('next/headers', () => ({
  cookies: () =>
    Promise.resolve({
      get: (name: string) =>
        request.cookie !== undefined && name === 'wellkept-session'
          ? { name, value: request.cookie }
          : undefined,
    }),
  headers: () => Promise.resolve(new Headers({ 'accept-language': request.languages })),
}));

let database: TestDatabase;
let world: ObservationWorld;
let nurse: Principal;

beforeAll(async () => {
  database = await testDatabase();
  world = await observationWorld(database.admin);
  const { organizationId } = world;
  nurse = await person(database.admin, 'practitioner', { organizationId, role: 'member' });
});
afterAll(() => database.close());

async function become(who: Principal | null, locale = 'es'): Promise<void> {
  request.cookie =
    who === null
      ? undefined
      : await encode({ token: { sid: who.sessionId }, secret: env().SESSION_SECRET, maxAge: 60 });
  if (who)
    await database.admin.query('UPDATE user_account SET locale = $1 WHERE id = $2', [locale, who.userId]);
}

type Action = (input: unknown) => Promise<ActionResult<unknown>>;

/** Everything that a browser can call, by its name. */
async function everyAction(): Promise<[string, Action][]> {
  const files = globSync('lib/**/*-actions.ts');
  const modules = await Promise.all(files.map((file) => import(/* @vite-ignore */ `../${file}`)));
  return modules.flatMap((each) => Object.entries(each as Record<string, Action>));
}

const { codes, ...words } = errorMessages.es;
const SPANISH = new Set([...Object.values(codes), ...Object.values(words)]);

async function failureOf(name: string, action: Action, input: unknown): Promise<PublicError | null> {
  const result = await action(input).catch((error: unknown) => {
    throw new Error(`${name} threw`, { cause: error });
  });
  return result.ok ? null : result.error;
}

function inSpanish(name: string, { message, fields }: PublicError): void {
  expect(SPANISH, name).toContain(message);
  for (const [field, said] of Object.entries(fields ?? {}))
    for (const each of said ?? []) expect(SPANISH, `${name}: ${field}`).toContain(each);
}

describe('what no action does for a Spanish-speaking patient is said in Spanish', () => {
  test('every action there is, with nothing and with what is not theirs', async () => {
    const { patient } = await addParticipant(database.admin, world.studyId, nurse.userId);
    await become(patient);
    const actions = await everyAction();
    expect(actions.length).toBeGreaterThan(60);
    let failed = 0;
    for (const [name, action] of actions) {
      // Whatever ends the caller's own session has nothing more to tell them.
      if (name === 'endOtherSessionsAction') continue;
      for (const input of [
        {},
        null,
        { enrollmentId: randomUUID(), scope: GLUCOSE.code, sessionId: randomUUID() },
      ]) {
        const failure = await failureOf(name, action, input);
        if (!failure) continue;
        failed += 1;
        inSpanish(name, failure);
      }
    }
    expect(failed).toBeGreaterThan(actions.length * 2);
  });

  test('nor to somebody whose session is over', async () => {
    await become(null);
    for (const [name, action] of await everyAction()) {
      const failure = await failureOf(name, action, {});
      expect(failure, name).toEqual({ code: 'UNAUTHENTICATED', message: codes.UNAUTHENTICATED });
    }
  });
});

describe('each reason has its own words', () => {
  const answers = (more: object = {}) => [{ scope: GLUCOSE.code, answer: 'share' as const, ...more }];
  const answered = (mine: Participant, more: object = {}) => ({
    enrollmentId: mine.enrollmentId,
    informationVersion: 0,
    answers: answers(),
    ...more,
  });
  const recorded = async ({ enrollmentId }: Participant) => {
    const { decisionIds } = await execute(recordOnBehalf, nurse, {
      enrollmentId,
      scope: HEART_RATE.code,
      answer: 'share',
      method: 'paper',
      spokenAt: '2026-05-03T10:00:00Z',
      informationVersion: 0,
    });
    return decisionIds[0] ?? '';
  };
  const REASONS: Record<SaidKey, (mine: Participant) => Promise<ActionResult<unknown>>> = {
    field: (mine) => consents.answerRequestAction({ ...answered(mine), informationVersion: -1 }),
    checkFields: (mine) => consents.answerRequestAction(answered(mine, { endsAt: '2001-01-01T00:00:00Z' })),
    dayOver: (mine) => consents.answerRequestAction(answered(mine, { endsAt: '2001-01-01T00:00:00Z' })),
    notAsked: (mine) =>
      consents.stopSharingAction({ enrollmentId: mine.enrollmentId, scope: 'omh:step-count:3.0' }),
    nothingToChange: ({ enrollmentId }) => consents.pauseStudyAction({ enrollmentId }),
    textChanged: (mine) => consents.answerRequestAction(answered(mine, { informationVersion: 7 })),
    requestChanged: (mine) =>
      consents.answerRequestAction(answered(mine, { answers: answers({ requestVersion: 7 }) })),
    answeredMeanwhile: ({ enrollmentId }) =>
      consents.stopSharingAction({ enrollmentId, scope: GLUCOSE.code }),
    answeredBefore: async (mine) => {
      const decisionId = await recorded(mine);
      await consents.confirmDecisionAction({ decisionId, answer: 'confirmed' });
      return consents.confirmDecisionAction({ decisionId, answer: 'disputed' });
    },
    nothingToConfirm: async (mine) => {
      const { decisionIds } = await execute(answerRequest, mine.patient, answered(mine));
      return consents.confirmDecisionAction({ decisionId: decisionIds[0] ?? '', answer: 'confirmed' });
    },
    notInStudy: async ({ patient, enrollmentId }) => {
      await execute(leaveStudy, patient, { enrollmentId });
      return consents.leaveStudyAction({ enrollmentId });
    },
    noKeyYet: async ({ enrollmentId, dataGroupId }) => {
      await database.admin.query('UPDATE data_group SET closed_at = now() WHERE id = $1', [dataGroupId]);
      return addDeviceAction({ enrollmentId, name: 'Phone' });
    },
    sessionOver: async ({ patient: { userId } }) => {
      const { rows } = await database.admin.query<{ id: string }>(
        `INSERT INTO user_session (user_id, expires_at, revoked_at) VALUES ($1, now() + interval '1 day', now()) RETURNING id`,
        [userId],
      );
      return endSessionAction({ sessionId: rows[0]!.id });
    },
  };

  test.each(Object.entries(REASONS))('%s', async (key, fail) => {
    for (const [locale, catalogue] of Object.entries(errorMessages)) {
      const mine = await addParticipant(database.admin, world.studyId, nurse.userId);
      await become(mine.patient, locale);
      const result = await fail(mine);
      expect(result.ok).toBe(false);
      expect(JSON.stringify(result)).toContain(JSON.stringify(catalogue[key as SaidKey]));
      if (!result.ok && locale === 'es') inSpanish(key, result.error);
    }
  });
});

test('the console stays English, whatever its reader’s language', async () => {
  await become(nurse);
  const result = await consents.recordOnBehalfAction({} as never);
  expect(result).toMatchObject({ ok: false, error: { message: 'Please check the marked fields.' } });
});
