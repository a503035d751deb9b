import { z } from 'zod';
import { SHORTEST_SEARCH } from './search';

/** What the palette asks for; without an organization it finds organizations only. */
export const SearchRequest = z.strictObject({
  q: z.string().trim().min(SHORTEST_SEARCH, 'Write at least two letters.').max(200),
  organization: z.uuid().optional(),
});
export type SearchRequest = z.output<typeof SearchRequest>;
