import type { Role } from '@/lib/authorization/permissions';

/** A line of the tree, in its order: parents before their children. */
export type TreeNode = {
  id: string;
  parentId: string | null;
  name: string;
  type: string;
  depth: number;
  isArchived: boolean;
};

/** What is in it and below it. */
export type HangingOn = {
  organizations: number;
  openStudies: number;
  enrollments: number;
  people: number;
  openInvitations: number;
};

export type OrganizationNode = {
  id: string;
  name: string;
  type: string;
  contact: string;
  description: string;
  version: number;
  parent: { id: string; name: string } | null;
  createdAt: string;
  archivedAt: string | null;
  /** Something above it is archived, and so everything in it. */
  isInArchive: boolean;
  hangingOn: HangingOn;
  role: Role | null;
  /** `place`: move, archive and restore, which belong to whoever manages what is above it. */
  may: { manage: boolean; place: boolean };
};

/** Somebody whose role changes by a move. */
export type AccessChange = {
  userId: string;
  name: string;
  before: Role | null;
  after: Role | null;
  studyKeys: number;
};

export type MoveChoice = { id: string; name: string; path: string[] };
export type MovePreview = { to: MoveChoice; changes: AccessChange[] };
