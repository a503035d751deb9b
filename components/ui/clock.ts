'use client';
import { createContext, useContext, useSyncExternalStore } from 'react';

/**
 * The browser's zone and minute, for components that the server has drawn in UTC and at its own minute. Read through an
 * external store, so that the first client render repeats the server's text and only the next one changes it.
 */
const MINUTE_MS = 60_000;

/** The minute in which the server drew the page (components/ui/page-minute.tsx): text as long as it stays moves no row. */
export const PageMinuteContext = createContext<number | null>(null);

/** The minute that a moment lies in, both in ms since 1970. */
export const minuteOf = (ms: number): number => Math.floor(ms / MINUTE_MS) * MINUTE_MS;

const listeners = new Set<() => void>();
let minute = minuteOf(Date.now());
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  minute = minuteOf(Date.now());
  for (const notify of listeners) notify();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    timer = setInterval(tick, MINUTE_MS / 2);
    // Nobody kept the clock while nobody looked at it.
    tick();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const never = () => () => undefined;

/** Now, to the minute; null where nobody said when the server drew the page. */
export function useMinute(): number | null {
  const drawn = useContext(PageMinuteContext);
  return useSyncExternalStore<number | null>(
    subscribe,
    () => minute,
    () => drawn,
  );
}

export function useTimeZone(): string {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => 'UTC',
  );
}

/** False on the server and in the first client render. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
