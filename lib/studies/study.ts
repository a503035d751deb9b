import type { EnrollmentState, StudyState } from '@/lib/authorization/question';
import type { SetUp, StudyImpact } from './study-state';

export const STUDY_STATES = ['draft', 'active', 'paused', 'closed', 'archived'] as const;

export type StudyRow = {
  id: string;
  name: string;
  state: StudyState;
  scopes: string[];
  patients: number;
  createdAt: string;
};

/** A kind of data of the catalogue. */
export type Scope = { id: number; code: string; name: string; plainNameEn: string; plainNameEs: string };

export type ScopeRequestRow = {
  id: string;
  scope: Scope;
  reason: string;
  isRequired: boolean;
  version: number;
  createdAt: string;
};

/** How many of the active enrollments answered what, for one kind of data. */
export type ScopeCoverage = {
  scopeId: number;
  granted: number;
  paused: number;
  declined: number;
  stopped: number;
  expired: number;
  waiting: number;
};

/** How new the newest reading is, over the patients who share this kind of data. */
export type ScopeFreshness = {
  scopeId: number;
  withinDay: number;
  withinWeek: number;
  older: number;
  never: number;
};

/** From the first letter to data that can be opened; each number is part of the one before it. */
export type Funnel = { enrolled: number; sent: number; joined: number; answered: number; sharing: number };

/** What somebody should do something about; zero is nothing. */
export type StudyWaits = {
  notSent: number;
  expiredInvitations: number;
  unanswered: number;
  unconfirmed: number;
  endingSoon: number;
};

/** A device or an app of the catalogue. */
export type DataSource = { id: string; name: string; kind: string; isChosen: boolean; isRetired: boolean };

export type InformationRow = { version: number; language: string; body: string; publishedAt: string };

export type StudyDetails = {
  id: string;
  name: string;
  purpose: string;
  contact: string;
  ethicsNumber: string;
  state: StudyState;
  /** A calendar day: data is kept until then. */
  retentionUntil: string | null;
  organizationName: string;
  createdAt: string;
};

/** How far a study is, counted over all its patients: asked for by the page that shows it, not by every page of the study. */
export type StudyProgress = {
  coverage: ScopeCoverage[];
  freshness: ScopeFreshness[];
  funnel: Funnel;
  waits: StudyWaits;
};

export type StudyOverview = StudyDetails & {
  organizationId: string;
  setUp: SetUp;
  requests: ScopeRequestRow[];
  /** The catalogue without what is asked for already. */
  askable: Scope[];
  information: InformationRow[];
  enrollments: Record<EnrollmentState, number>;
  impact: StudyImpact;
  dataSources: DataSource[];
  /** What the caller's role allows here; the buttons follow it, the commands decide. */
  may: { manage: boolean; invite: boolean; readAudit: boolean };
};
