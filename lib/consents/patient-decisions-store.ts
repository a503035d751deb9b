import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import type { DecisionRecord } from './consent-matrix';
import { DECISION, toRecord } from './consent-matrix-store';
import type { DecisionFilter } from './consent-schema';

const PAGE = 50;

type Named = { id: string; name: string };

/** A decision with what it is about. `place` is its own in the order of all there are. */
export type PatientDecision = DecisionRecord & { place: string; study: Named; scopeName: string };

export type DecisionPage = {
  decisions: PatientDecision[];
  /** The place that the next page begins behind. */
  next: string | null;
  /** Studies of the organization that the patient is or was in, to filter by. */
  studies: Named[];
};

type Of = { organizationId: string; patientId: string };

/** Every decision in studies of the organization, newest first; nothing is left out and nothing is merged. */
export async function decisionsOfPatient(tx: Tx, of: Of, filter: DecisionFilter): Promise<DecisionPage> {
  const rows = await tx.consentDecision.findMany({
    where: {
      enrollment: { ...of, ...(filter.study !== null && { studyId: filter.study }) },
      ...(filter.before !== null && { sequence: { lt: BigInt(filter.before) } }),
    },
    orderBy: { sequence: 'desc' },
    take: PAGE + 1,
    include: {
      ...DECISION,
      scope: { select: { name: true } },
      enrollment: { select: { study: { select: { id: true, name: true } } } },
    },
  });
  const decisions = rows.slice(0, PAGE).map((row) => ({
    ...toRecord(row),
    place: String(row.sequence),
    study: row.enrollment.study,
    scopeName: row.scope.name,
  }));
  const last = rows.length > PAGE ? decisions.at(-1) : undefined;
  return { decisions, next: last?.place ?? null, studies: await studiesOf(tx, of) };
}

async function studiesOf(tx: Tx, of: Of): Promise<Named[]> {
  const rows = await tx.enrollment.findMany({
    where: of,
    select: { study: { select: { id: true, name: true } } },
    orderBy: [{ study: { name: 'asc' } }, { studyId: 'asc' }],
  });
  return rows.map(({ study }) => study);
}
