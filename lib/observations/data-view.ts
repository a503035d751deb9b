const HOUR_MS = 3_600_000;

/** The lengths of time a person can choose, by their word in the address. */
export const RANGES = {
  '24h': { label: '24 h', ms: 24 * HOUR_MS },
  '7d': { label: '7 days', ms: 7 * 24 * HOUR_MS },
  '14d': { label: '14 days', ms: 14 * 24 * HOUR_MS },
  '30d': { label: '30 days', ms: 30 * 24 * HOUR_MS },
  '90d': { label: '90 days', ms: 90 * 24 * HOUR_MS },
} as const;
export type Range = keyof typeof RANGES;

export type Span = { from: string; to: string };

/** The time up to now. Ends with the minute, so that a reading of this second is in it. */
export function spanOf(range: Range, now: number): Span {
  const end = Math.ceil(now / 60_000) * 60_000;
  return { from: new Date(end - RANGES[range].ms).toISOString(), to: new Date(end).toISOString() };
}
