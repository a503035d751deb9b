import { z } from 'zod';

/** The most a page holds and the longest time one question may span; docs/api.md does not promise more. */
export const LARGEST_PAGE = 5_000;
const LONGEST_SPAN_MS = 366 * 24 * 3_600_000;

const Time = z.iso.datetime({ offset: true, message: 'Write an ISO 8601 time with its offset.' });

/** What one read asks for. Newest first; `from` belongs to the span, `to` does not. */
export const ReleaseRequest = z
  .strictObject({
    studyId: z.uuid(),
    patientId: z.uuid(),
    scope: z.string().regex(/^[a-z0-9:.-]{3,120}$/, 'Write a scope code.'),
    from: Time,
    to: Time,
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(1_000),
  })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
    path: ['to'],
    message: 'This is not after "from".',
  })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= LONGEST_SPAN_MS, {
    path: ['to'],
    message: 'Ask for a year at most.',
  });
export type ReleaseRequest = z.output<typeof ReleaseRequest>;
