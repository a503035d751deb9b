import type { StudyState } from '@/lib/authorization/question';
import type { Role } from '@/lib/authorization/permissions';

/** One sign finds everybody, and each search of patients is on record. */
export const SHORTEST_SEARCH = 2;

/** At most so many of each kind: whoever has more writes more. */
export const MOST_HITS = 8;

export type Hit = { id: string; name: string };
export type OrganizationHit = Hit & { role: Role };
export type PersonHit = Hit & { email: string; role: Role };
export type StudyHit = Hit & { state: StudyState };

/** What was found by name, of what the caller may see. */
export type Found = {
  organizations: OrganizationHit[];
  people: PersonHit[];
  patients: Hit[];
  studies: StudyHit[];
};
