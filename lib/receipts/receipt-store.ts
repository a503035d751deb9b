import 'server-only';
import type { Prisma } from '@/lib/db/generated/client';
import type { Tx } from '@/lib/db/transaction';
import type { Receipt, ReceiptPayload } from './receipt';

export type Decided = Pick<Receipt, 'plainName'> & {
  jws: string | null;
  payload: Omit<ReceiptPayload, 'iss'>;
};

const COLUMNS = {
  id: true,
  decision: true,
  decidedAt: true,
  decidedAs: true,
  method: true,
  endsAt: true,
  informationVersion: true,
  requestVersion: true,
  enrollmentId: true,
  receipt: { select: { jws: true } },
  scope: { select: { id: true, code: true, plainNameEn: true, plainNameEs: true } },
  enrollment: {
    select: {
      organization: { select: { name: true, contact: true } },
      study: { select: { id: true, name: true } },
    },
  },
} as const satisfies Prisma.ConsentDecisionSelect;

type Row = Prisma.ConsentDecisionGetPayload<{ select: typeof COLUMNS }>;

/** What a receipt of this decision has to say, and the receipt when it was signed before. */
export async function decidedOf(tx: Tx, decisionId: string): Promise<Decided | null> {
  const found = await tx.consentDecision.findUnique({ where: { id: decisionId }, select: COLUMNS });
  if (!found) return null;
  const { plainNameEn: en, plainNameEs: es } = found.scope;
  const payload = toPayload(found, await requestOf(tx, found));
  return { jws: found.receipt?.jws ?? null, plainName: { en, es }, payload };
}

type Request = { reason: string; required: boolean };

/** In the words that were answered, also when the study has put it otherwise since. */
async function requestOf(tx: Tx, { enrollment, scope, requestVersion }: Row): Promise<Request> {
  const [asked] = await tx.$queryRaw<Request[]>`
    SELECT reason, required FROM scope_request_version
     WHERE study_id = ${enrollment.study.id}::uuid AND scope_id = ${scope.id}::smallint AND version = ${requestVersion}::int`;
  return asked ?? { reason: '', required: false };
}

function toPayload(row: Row, { reason, required }: Request): Decided['payload'] {
  const { organization, study } = row.enrollment;
  return {
    jti: row.id,
    iat: Math.floor(row.decidedAt.getTime() / 1000),
    consent_record: {
      schema_version: '27560:2023',
      record_id: row.id,
      pii_principal_id: row.enrollmentId,
      pii_controllers: [organization],
      purposes: [
        {
          purpose: study.name,
          lawful_basis: 'consent',
          pii_type: row.scope.code,
          required,
          reason,
        },
      ],
      privacy_notice: { version: row.informationVersion ?? 0, request_version: row.requestVersion },
      event: {
        event_type: row.decision,
        event_time: row.decidedAt.toISOString(),
        valid_until: row.endsAt?.toISOString() ?? null,
        entity_type: row.decidedAs === 'patient' ? 'pii_principal' : 'delegate',
        method: row.method,
      },
    },
  };
}

/** Keeps the first signature: two readers at once both get the same receipt. */
export async function keepReceipt(tx: Tx, decisionId: string, jws: string): Promise<string> {
  await tx.receipt.createMany({ data: { decisionId, jws }, skipDuplicates: true });
  const kept = await tx.receipt.findUniqueOrThrow({ where: { decisionId }, select: { jws: true } });
  return kept.jws;
}
