import { z } from 'zod';
import type { Range } from './data-view';

const RANGE_NAMES = ['24h', '7d', '14d', '30d', '90d'] as const satisfies Range[];

/** What the address of a patient's data says. Anything else in it is as if it were not there. */
export const DataView = z.object({
  study: z.uuid().optional().catch(undefined),
  scope: z.string().max(120).optional().catch(undefined),
  range: z.enum(RANGE_NAMES).catch('14d'),
  unit: z.enum(['mg/dL', 'mmol/L']).catch('mg/dL'),
});
export type DataView = z.output<typeof DataView>;
