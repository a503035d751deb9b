import { randomUUID } from 'node:crypto';
import type { Principal } from '@/lib/authorization/question';
import { recordEvent } from '@/lib/audit/record';
import { inTransaction, NIL } from '@/lib/db/transaction';
import { readThroughGate } from '@/lib/observations/observation-store';
import { chance, daysAgo, setClock } from './seed-clock';

export type Viewed = { studyId: string; patientId: string; scope: string };
export type Viewer = { who: Principal; seed: number };
/** What one lane of the month plays; plain values, because lanes are threads. */
export type Month = {
  viewers: Viewer[];
  viewed: Viewed[];
  nightOwl?: Principal;
  outsider?: { who: Principal; sees: Viewed };
};

const HOUR_MS = 3_600_000;
const VIEWS_A_DAY = 19;
/** How far back somebody looks: mostly since the last meal or the night, now and then the whole day. */
const HOURS = [3, 3, 3, 6, 6, 8, 12, 24];

/** A reading of the last hours of one patient's data, through the gate, at a moment of the past. */
async function view(principal: Principal, viewed: Viewed, at: Date, hours = 24): Promise<void> {
  const { studyId, patientId, scope } = viewed;
  await setClock(at);
  const from = new Date(at.getTime() - hours * HOUR_MS).toISOString();
  const question = { studyId, patientId, scope, from, to: at.toISOString(), after: null, limit: 288 };
  await readThroughGate({ ...principal, requestId: randomUUID() }, question);
}

async function signIn(principal: Principal, at: Date): Promise<void> {
  await setClock(at);
  const event = { type: 'session.started', resource: { kind: 'session', id: principal.sessionId } } as const;
  await inTransaction(principal.userId, (tx) =>
    recordEvent(tx, { principal, role: null, organizationId: NIL, outcome: 'success', event }),
  );
}

/** Thirty days of ordinary work, one night on which somebody opened far too much, and one refused outsider. */
export async function playMonth({ viewers, viewed, nightOwl, outsider }: Month): Promise<void> {
  for (const { who, seed } of viewers) {
    const random = chance(seed);
    for (let day = 30; day >= 1; day -= 1) await playDay({ who, day, random, viewed });
  }
  if (nightOwl) await playSpike(nightOwl, viewed, 9);
  if (outsider) await view(outsider.who, outsider.sees, daysAgo(3, 16, 20));
}

type Day = { who: Principal; day: number; random: () => number; viewed: Viewed[] };

async function playDay({ who, day, random, viewed }: Day): Promise<void> {
  const upTo = (count: number) => Math.floor(random() * count);
  await signIn(who, daysAgo(day, 7, upTo(60)));
  for (let round = 0; round < VIEWS_A_DAY; round += 1) {
    const one = viewed[upTo(viewed.length)];
    if (one) await view(who, one, daysAgo(day, 8 + upTo(9), upTo(60)), HOURS[upTo(HOURS.length)]);
  }
}

async function playSpike(nightOwl: Principal, viewed: Viewed[], day: number): Promise<void> {
  await signIn(nightOwl, daysAgo(day, 1, 58));
  for (let minute = 0; minute < 20; minute += 1) {
    for (const one of viewed.slice(0, 8)) await view(nightOwl, one, daysAgo(day, 2, minute));
  }
}
