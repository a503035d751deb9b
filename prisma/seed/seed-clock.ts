import { prisma } from '@/lib/db/client';

const DAY_MS = 86_400_000;
const start = Date.now();

/** A moment `days` before the seed began, optionally at an hour (UTC) of that day; today's later hours have not come yet. */
export function daysAgo(days: number, hour?: number, minute = 0): Date {
  const at = new Date(start - days * DAY_MS);
  if (hour !== undefined) at.setUTCHours(hour, minute, 0, 0);
  return days >= 0 && at.getTime() > start ? new Date(start) : at;
}

/**
 * Moves the database's clock for what this thread does next. Each does one thing after another, so its pool hands out the
 * same connection each time; the database obeys only because this session did not log in as the application.
 */
export async function setClock(at: Date | null): Promise<void> {
  await prisma().$executeRaw`SELECT set_config('app.seed_clock', ${at?.toISOString() ?? ''}, false)`;
}

/** Numbers that look like chance and are the same in every seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
