import 'server-only';
import { z } from 'zod';
import type { Principal } from '@/lib/authorization/question';
import type { TargetOf } from '@/lib/authorization/target-store';
import { parseInput } from '@/lib/command';
import { writeCsv } from '@/lib/csv/csv';
import { AppError } from '@/lib/errors';
import { pseudonymOf } from '@/lib/patients/pseudonym';
import { areNamesHidden } from '@/lib/patients/shown-names';
import { ask, type Query } from '@/lib/query';
import { studyTarget } from '@/lib/studies/study-store';
import {
  decisionTable,
  EXPORT_FORMATS,
  fhirConsent,
  matrixTable,
  type ExportedDecision,
} from './consent-export';
import { decisionsUntil } from './consent-export-store';
import { cellAt, type MatrixRow } from './consent-matrix';
import { rowsAt, scopesAt } from './consent-matrix-store';

const ExportRequest = z.strictObject({
  studyId: z.uuid(),
  what: z.enum(['matrix', 'decisions']),
  format: z.enum(EXPORT_FORMATS),
  purpose: z.enum(['care', 'research', 'quality', 'audit', 'patient-request']),
  at: z.iso.datetime({ offset: true }).nullish(),
});
export type ExportRequest = z.output<typeof ExportRequest>;

type File = { body: string; n: number };

/** The matrix of a study, or every decision, as a file. What it was made for is on record. */
export function consentFileOf(
  wanted: ExportRequest,
  areNamesHidden: boolean,
): Query<TargetOf<'study'>, File> {
  return {
    name: 'consent.export',
    permission: 'consent.read',
    find: (tx) => studyTarget(tx, wanted.studyId),
    read: (tx, { organizationId }) => fileOf(tx, wanted, { organizationId, areNamesHidden }),
    event: ({ studyId }, { n }) => ({
      type: 'consent.exported',
      studyId,
      n,
      purpose: wanted.purpose,
      resource: { kind: 'study', id: studyId },
    }),
  };
}

/** GET …/consent of a study. */
export async function answerConsentExport(
  request: Request,
  path: { studyId: string },
  principal: Principal | null,
): Promise<Response> {
  if (!principal) throw new AppError('UNAUTHENTICATED', 'Please sign in.');
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const wanted = parseInput(ExportRequest, { ...query, ...path });
  const { body } = await ask(consentFileOf(wanted, await areNamesHidden()), principal);
  return new Response(body, {
    headers: {
      'content-type': wanted.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/fhir+ndjson',
      'content-disposition': `attachment; filename="${fileName(wanted)}"`,
      'cache-control': 'private, no-store',
    },
  });
}

async function fileOf(
  tx: Parameters<typeof decisionsUntil>[0],
  { studyId, what, format, at }: ExportRequest,
  { organizationId, areNamesHidden: isHidden }: { organizationId: string; areNamesHidden: boolean },
): Promise<File> {
  const moment = at ? new Date(at) : new Date();
  if (format === 'csv' && what === 'matrix') {
    const scopes = await scopesAt(tx, studyId, moment);
    const rows = await rowsAt(tx, studyId, scopes, moment, null);
    const read = (isHidden ? rows.map(hiddenRow) : rows).map((row) => ({
      ...row,
      cells: scopes.map((_, place) => cellAt(row.cells, place)),
    }));
    return { body: writeCsv(matrixTable({ scopes, rows: read })), n: rows.length };
  }
  const found = await decisionsUntil(tx, studyId, moment);
  const decisions = isHidden ? found.map(hiddenDecision) : found;
  const wanted = what === 'matrix' ? decisions.filter(({ behind }) => behind !== null) : decisions;
  const body =
    format === 'csv'
      ? writeCsv(decisionTable(wanted))
      : wanted.map((each) => `${JSON.stringify(fhirConsent(each, { studyId, organizationId }))}\n`).join('');
  return { body, n: wanted.length };
}

function fileName({ what, format, at }: ExportRequest): string {
  const day = (at ? new Date(at) : new Date()).toISOString().slice(0, 10);
  return `consent-${what}-${day}.${format === 'csv' ? 'csv' : 'ndjson'}`;
}

const hiddenRow = (row: MatrixRow): MatrixRow => ({ ...row, name: pseudonymOf(row.patientId) });

function hiddenDecision(decision: ExportedDecision): ExportedDecision {
  const patientName = pseudonymOf(decision.patientId);
  return { ...decision, patientName, byName: decision.onBehalf ? decision.byName : patientName };
}
