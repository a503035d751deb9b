import 'server-only';
import { cache } from 'react';
import { roleAllows } from '@/lib/authorization/permissions';
import type { Facts } from '@/lib/authorization/question';
import type { TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';
import { organizationTarget } from '@/lib/organizations/organization-store';
import { forPage, type Query } from '@/lib/query';
import { coverageOf, enrollmentCounts } from './coverage-store';
import { dataSourcesOf } from './data-source-store';
import { informationOf } from './information-store';
import { freshnessOf, funnelOf, impactOn, waitsOf } from './progress-store';
import { catalogue, requestsOf } from './scope-request-store';
import type { StudyOverview, StudyProgress, StudyRow } from './study';
import type { StudyFilter } from './study-schema';
import { setUpOf, studiesOf, studyOf, studyTargetIn } from './study-store';

type StudyList = { studies: StudyRow[]; mayManage: boolean };

export function studyList(
  organizationId: string,
  { state }: StudyFilter,
): Query<TargetOf<'organization'>, StudyList> {
  return {
    name: 'study.list',
    permission: 'study.read',
    find: (tx) => organizationTarget(tx, organizationId),
    read: async (tx, target, { facts }) => ({
      studies: await studiesOf(tx, target.organizationId, state),
      mayManage: facts.role !== null && roleAllows(facts.role, 'study.manage'),
    }),
  };
}

export function studyOverviewOf(
  organizationId: string,
  studyId: string,
): Query<TargetOf<'study'>, StudyOverview> {
  return {
    name: 'study.read',
    permission: 'study.read',
    find: (tx) => studyTargetIn(tx, organizationId, studyId),
    read: (tx, target, { facts }) => overview(tx, target, facts),
  };
}

export function studyProgressOf(
  organizationId: string,
  studyId: string,
): Query<TargetOf<'study'>, StudyProgress> {
  return {
    name: 'study.progress',
    permission: 'study.read',
    find: (tx) => studyTargetIn(tx, organizationId, studyId),
    read: async (tx, { studyId: id }) => ({
      coverage: await coverageOf(tx, id),
      freshness: await freshnessOf(tx, id),
      funnel: await funnelOf(tx, id),
      waits: await waitsOf(tx, id),
    }),
  };
}

async function overview(tx: Tx, target: TargetOf<'study'>, { role }: Facts): Promise<StudyOverview> {
  const { studyId, organizationId } = target;
  const requests = await requestsOf(tx, studyId);
  const asked = new Set(requests.map(({ scope }) => scope.id));
  return {
    ...(await studyOf(tx, studyId)),
    organizationId,
    requests,
    askable: (await catalogue(tx)).filter(({ id }) => !asked.has(id)),
    setUp: await setUpOf(tx, studyId),
    information: await informationOf(tx, studyId),
    enrollments: await enrollmentCounts(tx, studyId),
    impact: await impactOn(tx, studyId),
    dataSources: await dataSourcesOf(tx, studyId),
    may: {
      manage: role !== null && roleAllows(role, 'study.manage'),
      invite: role !== null && roleAllows(role, 'enrollment.invite'),
      readAudit: role !== null && roleAllows(role, 'audit.read'),
    },
  };
}

export function listStudies(organizationId: string, filter: StudyFilter): Promise<StudyList> {
  return forPage(studyList(organizationId, filter));
}

export function studyProgress(organizationId: string, studyId: string): Promise<StudyProgress> {
  return forPage(studyProgressOf(organizationId, studyId));
}

/** Once a request: the frame of a study's pages and the page in it ask for the same. */
export const studyOverview = cache((organizationId: string, studyId: string): Promise<StudyOverview> =>
  forPage(studyOverviewOf(organizationId, studyId)),
);
