import 'server-only';
import type { AuditEvent } from '@/lib/audit/events';
import { recordEvent, recordEvents } from '@/lib/audit/record';
import { inTransaction, NIL, type Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { loadFacts } from './facts';
import { LateRefusal } from './late-refusal';
import type { Permission } from './permissions';
import { answerFor, decide, type Answer, type LayerName } from './policy';
import type { Facts, Principal, Target } from './question';

type Guarded<T extends Target, R> = {
  name: string;
  principal: Principal;
  permission: Permission;
  /** Finds what the request is about; null becomes 404. */
  find: (tx: Tx) => Promise<T | null>;
  /** Events are written in the same transaction; a read that is not of patient data may have none. */
  work: (
    tx: Tx,
    target: T,
    facts: Facts,
  ) => Promise<{ value: R; event?: AuditEvent | readonly AuditEvent[] | undefined }>;
};

/** The one door to the data: find → authorize → work → record in one transaction, and every refusal on record. */
export async function guarded<T extends Target, R>({
  name,
  principal,
  permission,
  find,
  work,
}: Guarded<T, R>): Promise<R> {
  try {
    return await inTransaction(principal.userId, async (tx) => {
      const target = await find(tx);
      if (!target) throw new Refused('organization-membership', NIL, null, ANSWERS.hidden(), {});
      const facts = await loadFacts(tx, principal, target);
      const decision = decide({ principal, permission, target, facts, at: new Date() });
      if (!decision.allowed) {
        const answer = ANSWERS[answerFor(decision, principal, facts)]();
        throw new Refused(decision.layer, target.organizationId, facts.role, answer, idsOf(target));
      }
      const { value, event } = await work(tx, target, facts).catch((error: unknown) => {
        throw error instanceof LateRefusal ? refusedLate(error, target, facts) : error;
      });
      await recordEvents(tx, {
        principal,
        role: facts.role,
        organizationId: target.organizationId,
        outcome: 'success',
        events: event ? [event].flat() : [],
      });
      return value;
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await recordRefusal(error, name, principal);
    throw error.answer;
  }
}

function refusedLate(error: LateRefusal, target: Target, { role }: Facts): Refused {
  return new Refused(error.layer, target.organizationId, role, error, idsOf(target));
}

/** The refusal rolled its transaction back, so it is recorded in one of its own. */
async function recordRefusal(
  { layer, organizationId, role, ids }: Refused,
  operation: string,
  principal: Principal,
): Promise<void> {
  const event = { type: 'access.refused', operation, ...ids } as const;
  await inTransaction(principal.userId, (tx) =>
    recordEvent(tx, { principal, role, organizationId, outcome: 'refused', layer, event }),
  );
}

const ANSWERS: Record<Answer, () => AppError> = {
  unauthenticated: () => new AppError('UNAUTHENTICATED', 'Please sign in.'),
  'factor-required': () =>
    new AppError(
      'FACTOR_REQUIRED',
      'This organization asks for a second factor. Set one up in your account.',
    ),
  hidden: () => new AppError('NOT_FOUND', 'Not found.'),
  forbidden: () => new AppError('FORBIDDEN', 'You do not have access to this.'),
  conflict: () =>
    new AppError('CONFLICT', 'This is not possible in the current state of the study or enrollment.'),
};

type Ids = { studyId?: string; patientId?: string; scopeIds?: number[] };

function idsOf(target: Target): Ids {
  return {
    ...('studyId' in target && { studyId: target.studyId }),
    ...('patientId' in target && { patientId: target.patientId }),
    ...('scopeId' in target && { scopeIds: [target.scopeId] }),
  };
}

class Refused extends Error {
  constructor(
    readonly layer: LayerName,
    readonly organizationId: string,
    readonly role: string | null,
    readonly answer: AppError,
    readonly ids: Ids,
  ) {
    super(layer);
  }
}
