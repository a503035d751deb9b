'use client';
import type { ReactNode } from 'react';
import { PageMinuteContext } from './clock';

const MINUTE_MS = 60_000;

/** Tells the times in a page when the server drew it: `at` in ms since 1970. */
export function PageMinute({ at, children }: { at: number; children: ReactNode }) {
  return <PageMinuteContext value={Math.floor(at / MINUTE_MS) * MINUTE_MS}>{children}</PageMinuteContext>;
}
