import 'server-only';
import type { AuditEvent } from '@/lib/audit/events';
import type { Principal, Target } from '@/lib/authorization/question';
import { command } from '@/lib/command';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { enrollmentTarget } from '@/lib/patients/enrollment-store';
import { canFollow, type ConsentDecisionKind, type ConsentState } from './consent';
import { AnswerRequest, ChangeSharing, ConfirmDecision, RecordOnBehalf } from './consent-schema';
import {
  askedScope,
  currentInformationVersion,
  decisionTarget,
  insertConfirmation,
  insertDecision,
  lockDecisions,
  onBehalfDecision,
} from './consent-store';

type EnrollmentTarget = Extract<Target, { kind: 'enrollment' }>;
type Made = { value: { decisionIds: string[] }; event: readonly [AuditEvent, ...AuditEvent[]] };

/** A patient's answers to a waiting request, scope by scope, in one step. */
export const answerRequest = command({
  name: 'consent.answer',
  input: AnswerRequest,
  permission: 'consent.answer',
  target: (tx, { enrollmentId }) => enrollmentTarget(tx, enrollmentId),
  run: async ({ tx, input, target, principal }): Promise<Made> => {
    await lockDecisions(tx, target);
    await requireCurrentText(tx, target, input.informationVersion);
    const made: Made['event'][number][] = [];
    const decisionIds: string[] = [];
    for (const { scope, answer } of input.answers) {
      const decision = answer === 'share' ? 'granted' : 'declined';
      const endsAt = decision === 'granted' ? future(input.endsAt) : null;
      const asked = await askedScope(tx, target, scope);
      requireStep(decision, asked.state);
      const id = await insertDecision(tx, {
        ...decided(target, principal, asked, input.informationVersion),
        decision,
        endsAt,
      });
      decisionIds.push(id);
      made.push(eventOf(decision, target, asked.scopeId, id));
    }
    return { value: { decisionIds }, event: atLeastOne(made) };
  },
});

export const stopSharing = change('consent.stop', 'stopped');
export const pauseSharing = change('consent.pause', 'paused');
export const resumeSharing = change('consent.resume', 'resumed');
/** Also what Undo does after a stop: a new decision, because the old ones are never changed. */
export const startSharing = change('consent.start', 'granted');

function change(name: string, decision: ConsentDecisionKind) {
  return command({
    name,
    input: ChangeSharing,
    permission: 'consent.answer',
    target: (tx, { enrollmentId }) => enrollmentTarget(tx, enrollmentId),
    run: async ({ tx, input, target, principal }): Promise<Made> => {
      await lockDecisions(tx, target);
      const asked = await askedScope(tx, target, input.scope);
      requireStep(decision, asked.state);
      const version = await currentInformationVersion(tx, target.studyId);
      const id = await insertDecision(tx, {
        ...decided(target, principal, asked, version),
        decision,
        endsAt: null,
      });
      return { value: { decisionIds: [id] }, event: [eventOf(decision, target, asked.scopeId, id)] };
    },
  });
}

/** A member or manager writes down what a patient said; it waits for the patient's own word. */
export const recordOnBehalf = command({
  name: 'consent.record',
  input: RecordOnBehalf,
  permission: 'consent.record',
  target: (tx, { enrollmentId }) => enrollmentTarget(tx, enrollmentId),
  run: async ({ tx, input, target, principal }): Promise<Made> => {
    await lockDecisions(tx, target);
    await requireCurrentText(tx, target, input.informationVersion);
    const asked = await askedScope(tx, target, input.scope);
    const decision = input.answer === 'share' ? 'granted' : 'declined';
    requireStep(decision, asked.state);
    const { method, documentReference, witness } = input;
    const id = await insertDecision(tx, {
      ...decided(target, principal, asked, input.informationVersion),
      decidedAs: 'on_behalf',
      decision,
      endsAt: decision === 'granted' ? future(input.endsAt) : null,
      evidence: { method, spokenAt: new Date(input.spokenAt), documentReference, witness },
    });
    const event = { ...eventOf(decision, target, asked.scopeId, id), type: 'consent.recorded' } as const;
    return { value: { decisionIds: [id] }, event: [event] };
  },
});

/** The patient confirms what was recorded for them, or disputes it: then nothing is shared any more. */
export const confirmDecision = command({
  name: 'consent.confirm',
  input: ConfirmDecision,
  permission: 'consent.answer',
  target: (tx, { decisionId }) => decisionTarget(tx, decisionId),
  run: async ({ tx, input, target, principal }): Promise<Made> => {
    await lockDecisions(tx, target);
    const recorded = await onBehalfDecision(tx, input.decisionId);
    await insertConfirmation(tx, {
      decisionId: input.decisionId,
      answer: input.answer,
      answeredBy: principal.userId,
    });
    const event = eventOf('granted', target, recorded.scopeId, input.decisionId);
    const type = input.answer === 'confirmed' ? 'consent.confirmed' : 'consent.disputed';
    const decisionIds = [input.decisionId];
    if (input.answer === 'disputed' && recorded.decision === 'granted') {
      const version = recorded.informationVersion ?? 0;
      const asked = { scopeId: recorded.scopeId, requestVersion: recorded.requestVersion };
      decisionIds.push(
        await insertDecision(tx, {
          ...decided(target, principal, asked, version),
          decision: 'stopped',
          endsAt: null,
        }),
      );
    }
    return { value: { decisionIds }, event: [{ ...event, type }] };
  },
});

function decided(
  { enrollmentId }: EnrollmentTarget,
  { userId }: Principal,
  { scopeId, requestVersion }: { scopeId: number; requestVersion: number },
  informationVersion: number,
) {
  return {
    enrollmentId,
    scopeId,
    requestVersion,
    informationVersion,
    decidedBy: userId,
    decidedAs: 'patient',
  } as const;
}

function eventOf(
  decision: ConsentDecisionKind,
  target: EnrollmentTarget,
  scopeId: number,
  decisionId: string,
): AuditEvent {
  return {
    type: `consent.${decision}`,
    patientId: target.patientId,
    studyId: target.studyId,
    scopeIds: [scopeId],
    resource: { kind: 'decision', id: decisionId },
  };
}

function atLeastOne(events: AuditEvent[]): readonly [AuditEvent, ...AuditEvent[]] {
  const [first, ...rest] = events;
  if (!first) throw new Error('an answer without a decision');
  return [first, ...rest];
}

/** A person answers the text they read; when it has changed since, they are shown the new one first. */
async function requireCurrentText(tx: Tx, { studyId }: EnrollmentTarget, version: number): Promise<void> {
  if ((await currentInformationVersion(tx, studyId)) !== version) {
    throw new AppError('CONFLICT', 'The study has changed its text. Please read it again and then answer.');
  }
}

function requireStep(decision: ConsentDecisionKind, state: ConsentState): void {
  if (!canFollow(decision, state))
    throw new AppError('CONFLICT', 'This was answered in the meantime. Please look again.');
}

function future(endsAt: string | null | undefined): Date | null {
  if (!endsAt) return null;
  const date = new Date(endsAt);
  if (date.getTime() > Date.now()) return date;
  throw new AppError('INVALID_INPUT', 'Please check the marked fields.', {
    endsAt: ['Choose a day in the future.'],
  });
}
