import type { Role } from '@/lib/authorization/permissions';

export const PERSON_SORTS = ['name', 'role', 'lastActiveAt', 'endsAt', 'hasFactor'] as const;
export type PersonSort = (typeof PERSON_SORTS)[number];

export const PERSON_STATUSES = ['active', 'ended', 'suspended'] as const;
export type PersonStatus = (typeof PERSON_STATUSES)[number];

/** Somebody with a role in an organization: the strongest one, and where it was given. */
export type PersonRow = {
  id: string;
  name: string;
  email: string;
  status: PersonStatus;
  role: Role;
  roleFrom: { id: string; name: string };
  endsAt: string | null;
  /** What was given here and can be changed here; null when the role only comes from above. */
  given: { membershipId: string; role: Role; endsAt: string | null } | null;
  /** What is left when the role given here goes. */
  inheritedRole: Role | null;
  lastActiveAt: string | null;
  /** Whether a second factor is set up; null for those who may not know. */
  hasFactor: boolean | null;
  /** Studies here and below whose key the person holds. */
  studyKeys: number;
  isOneself: boolean;
};

export type PersonPage = { rows: PersonRow[]; nextCursor: string | null; total: number };

/** A role that has to do with an organization: given above it (place < 0), in it, or below it. */
export type MembershipRow = {
  membershipId: string;
  organization: { id: string; name: string };
  place: number;
  role: Role;
  endsAt: string | null;
  createdAt: string;
  hasEnded: boolean;
};
