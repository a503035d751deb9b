'use client';
import type { ReactNode } from 'react';
import { minuteOf, PageMinuteContext } from './clock';

/** Tells the times in a page when the server drew it: `at` in ms since 1970. */
export function PageMinute({ at, children }: { at: number; children: ReactNode }) {
  return <PageMinuteContext value={minuteOf(at)}>{children}</PageMinuteContext>;
}
