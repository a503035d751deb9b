import { randomUUID } from 'node:crypto';
import type { Principal } from '@/lib/authorization/question';
import { recordEvent } from '@/lib/audit/record';
import { inTransaction, NIL } from '@/lib/db/transaction';
import { readThroughGate } from '@/lib/observations/observation-store';
import { chance, daysAgo, setClock } from './seed-clock';

export type Viewed = { studyId: string; patientId: string; scope: string };

const HOUR_MS = 3_600_000;
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

type Month = {
  viewers: Principal[];
  viewed: Viewed[];
  nightOwl: Principal;
  outsider: { who: Principal; sees: Viewed };
};

/** Thirty days of ordinary work, one night on which somebody opened far too much, and one refused outsider. */
export async function playMonth({ viewers, viewed, nightOwl, outsider }: Month): Promise<void> {
  const random = chance(7);
  for (let day = 30; day >= 1; day -= 1) {
    for (const [place, viewer] of viewers.entries()) {
      await signIn(viewer, daysAgo(day, 7 + place, Math.floor(random() * 60)));
      for (let round = 0; round < 19; round += 1) {
        const one = viewed[Math.floor(random() * viewed.length)];
        const hours = HOURS[Math.floor(random() * HOURS.length)];
        if (one)
          await view(
            viewer,
            one,
            daysAgo(day, 8 + Math.floor(random() * 9), Math.floor(random() * 60)),
            hours,
          );
      }
    }
    if (day === 9) await playSpike(nightOwl, viewed, day);
    if (day === 3) await view(outsider.who, outsider.sees, daysAgo(day, 16, 20));
  }
}

async function playSpike(nightOwl: Principal, viewed: Viewed[], day: number): Promise<void> {
  await signIn(nightOwl, daysAgo(day, 1, 58));
  for (let minute = 0; minute < 20; minute += 1) {
    for (const one of viewed.slice(0, 8)) await view(nightOwl, one, daysAgo(day, 2, minute));
  }
}
