import 'server-only';
import { command } from '@/lib/command';
import { enrollmentTarget } from '@/lib/patients/enrollment-store';
import {
  askedScope,
  decide,
  eventOf,
  future,
  made,
  requireCurrentRequest,
  requireCurrentText,
  requireStep,
  scopeOf,
  type Decided,
  type Made,
} from './consent-decisions';
import { AnswerRequest, ConfirmDecision, RecordOnBehalf } from './consent-schema';
import {
  askedScopes,
  decisionTarget,
  insertConfirmation,
  isLastDecision,
  lockDecisions,
  onBehalfDecision,
} from './consent-store';

/** A patient's answers to a waiting request, scope by scope, in one step. */
export const answerRequest = command({
  name: 'consent.answer',
  input: AnswerRequest,
  permission: 'consent.answer',
  target: (tx, { enrollmentId }) => enrollmentTarget(tx, enrollmentId),
  run: async ({ tx, input, target, principal }): Promise<Made> => {
    await lockDecisions(tx, target);
    const { informationVersion } = input;
    await requireCurrentText(tx, target, informationVersion);
    const endsAt = future(input.endsAt);
    const asked = await askedScopes(tx, target);
    const decisions: Decided[] = [];
    for (const { scope, answer, requestVersion } of input.answers) {
      const decision = answer === 'share' ? 'granted' : 'declined';
      const standing = scopeOf(asked, scope);
      requireCurrentRequest(standing, requestVersion);
      requireStep(decision, standing);
      decisions.push(
        await decide(tx, { target, principal }, standing.scopeId, {
          decision,
          requestVersion,
          informationVersion,
          endsAt: decision === 'granted' ? endsAt : null,
        }),
      );
    }
    return made(tx, target, 'answered', decisions);
  },
});

/** A member or manager writes down what a patient said; it waits for the patient's own word. */
export const recordOnBehalf = command({
  name: 'consent.record',
  input: RecordOnBehalf,
  permission: 'consent.record',
  target: (tx, { enrollmentId }) => enrollmentTarget(tx, enrollmentId),
  run: async ({ tx, input, target, principal }): Promise<Made> => {
    await lockDecisions(tx, target);
    const { informationVersion, requestVersion, method, documentReference, witness } = input;
    await requireCurrentText(tx, target, informationVersion);
    const asked = await askedScope(tx, target, input.scope);
    requireCurrentRequest(asked, requestVersion);
    const decision = input.answer === 'share' ? 'granted' : 'declined';
    requireStep(decision, asked);
    const { id, event } = await decide(tx, { target, principal }, asked.scopeId, {
      decision,
      decidedAs: 'on_behalf',
      requestVersion,
      informationVersion,
      endsAt: decision === 'granted' ? future(input.endsAt) : null,
      evidence: { method, spokenAt: new Date(input.spokenAt), documentReference, witness },
    });
    return made(tx, target, 'recorded', [{ id, event: { ...event, type: 'consent.recorded' } }]);
  },
});

/** The patient confirms what was recorded for them, or disputes it: then nothing is shared by it any more. */
export const confirmDecision = command({
  name: 'consent.confirm',
  input: ConfirmDecision,
  permission: 'consent.answer',
  target: (tx, { decisionId }) => decisionTarget(tx, decisionId),
  run: async ({ tx, input: { decisionId, answer }, target, principal }): Promise<Made> => {
    await lockDecisions(tx, target);
    const recorded = await onBehalfDecision(tx, decisionId);
    await insertConfirmation(tx, { decisionId, answer, answeredBy: principal.userId });
    const event = eventOf('granted', target, recorded.scopeId, decisionId);
    if (answer === 'confirmed')
      return made(tx, target, 'confirmed', [
        { id: decisionId, event: { ...event, type: 'consent.confirmed' } },
      ]);
    const decisions: Decided[] = [{ id: decisionId, event: { ...event, type: 'consent.disputed' } }];
    // Only what was recorded is taken back: an answer that the patient gave afterwards is their own and stays.
    if (recorded.decision === 'granted' && (await isLastDecision(tx, decisionId)))
      decisions.push(
        await decide(tx, { target, principal }, recorded.scopeId, {
          decision: 'stopped',
          requestVersion: recorded.requestVersion,
          informationVersion: recorded.informationVersion,
        }),
      );
    return made(tx, target, 'disputed', decisions);
  },
});
