import 'server-only';
import { z } from 'zod';
import { roleAllows } from '@/lib/authorization/permissions';
import type { TargetOf } from '@/lib/authorization/target-store';
import { AppError } from '@/lib/errors';
import { enrollmentOf } from '@/lib/keys/key-target-store';
import { pseudonymOf } from '@/lib/patients/pseudonym';
import { areNamesHidden } from '@/lib/patients/shown-names';
import { forPage, type Query } from '@/lib/query';
import { studyOf, studyTargetIn } from '@/lib/studies/study-store';
import type { ConsentMatrix, DecisionHistory } from './consent-matrix';
import { historyOfScope, MOST_ROWS, rowsAt, scopesAt } from './consent-matrix-store';

/** The address of the page: a moment of the past, or now when there is none or it is no moment. */
export const MatrixMoment = z.object({
  at: z.iso
    .datetime({ offset: true })
    .refine((at) => new Date(at).getTime() <= Date.now())
    .nullable()
    .catch(null)
    .default(null),
});

/** Patients × scopes of a study, as it is or as it was. */
export function consentMatrixOf(
  organizationId: string,
  studyId: string,
  at: string | null,
): Query<TargetOf<'study'>, ConsentMatrix> {
  return {
    name: 'consent.list',
    permission: 'consent.read',
    find: (tx) => studyTargetIn(tx, organizationId, studyId),
    read: async (tx, target, { facts: { role } }) => {
      const moment = at === null ? new Date() : new Date(at);
      const scopes = await scopesAt(tx, target.studyId, moment);
      const rows = await rowsAt(tx, target.studyId, scopes, moment);
      return {
        studyName: (await studyOf(tx, target.studyId)).name,
        at,
        scopes,
        rows: rows.slice(0, MOST_ROWS),
        isCut: rows.length > MOST_ROWS,
        mayRecord: role !== null && roleAllows(role, 'consent.record'),
      };
    },
    event: ({ studyId: id }, { rows }) => ({ type: 'patient.viewed', studyId: id, n: rows.length }),
  };
}

/** For the page: whoever hid the names gets none, and no order that would tell them. */
export async function consentMatrix(
  organizationId: string,
  studyId: string,
  at: string | null,
): Promise<ConsentMatrix> {
  const matrix = await forPage(consentMatrixOf(organizationId, studyId, at));
  if (!(await areNamesHidden())) return matrix;
  const rows = matrix.rows
    .map((row) => ({ ...row, name: pseudonymOf(row.patientId) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  return { ...matrix, rows };
}

type Cell = { studyId: string; patientId: string; scope: string };

/** What one cell of the matrix was made from. */
export function decisionHistoryOf({
  studyId,
  patientId,
  scope,
}: Cell): Query<TargetOf<'enrollment'>, DecisionHistory> {
  return {
    name: 'consent.history',
    permission: 'consent.read',
    find: (tx) => enrollmentOf(tx, studyId, patientId),
    read: async (tx, { enrollmentId }) => {
      const history = await historyOfScope(tx, { studyId, patientId, enrollmentId, scope });
      if (!history) throw new AppError('INVALID_INPUT', 'This study never asked for that.');
      return history;
    },
    event: (_target, history) => ({
      type: 'patient.viewed',
      patientId,
      studyId,
      scopeIds: [history.scope.id],
    }),
  };
}
