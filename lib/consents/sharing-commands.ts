import 'server-only';
import { command } from '@/lib/command';
import type { Tx } from '@/lib/db/transaction';
import { endEnrollment, enrollmentTarget, lockEnrollment } from '@/lib/patients/enrollment-store';
import { SaidError } from '@/lib/said-error';
import { canFollow, canRenew, canUndo } from './consent';
import {
  askedScope,
  decide,
  future,
  made,
  requireCurrentRequest,
  requireCurrentText,
  requireStep,
  requireThat,
  versionsOf,
  type Decided,
  type EnrollmentTarget,
  type Made,
} from './consent-decisions';
import { tellBothSides, type ConsentNews } from './consent-letter';
import { ChangeSharing, ChangeStudySharing, StartSharing } from './consent-schema';
import { askedScopes, lockDecisions, type AskedScope } from './consent-store';

const ofEnrollment = (tx: Tx, { enrollmentId }: { enrollmentId: string }) =>
  enrollmentTarget(tx, enrollmentId);

export const stopSharing = change('consent.stop', 'stopped');
export const pauseSharing = change('consent.pause', 'paused');
export const resumeSharing = change('consent.resume', 'resumed');

/** Answers nothing new: the yes that is stopped, paused or taken up again is the one that was given. */
function change(name: string, decision: 'stopped' | 'paused' | 'resumed') {
  return command({
    name,
    input: ChangeSharing,
    permission: 'consent.answer',
    target: ofEnrollment,
    run: async ({ tx, input, target, principal }): Promise<Made> => {
      await lockDecisions(tx, target);
      const asked = await askedScope(tx, target, input.scope);
      requireStep(decision, asked);
      const versions = versionsOf(asked);
      return made(tx, target, decision, [
        await decide(tx, { target, principal }, asked.scopeId, { decision, ...versions }),
      ]);
    },
  });
}

/** Right after a stop, by the same person: what was before it holds again, with its end and what it was given to. */
export const undoStop = command({
  name: 'consent.undo',
  input: ChangeSharing,
  permission: 'consent.answer',
  target: ofEnrollment,
  run: async ({ tx, input, target, principal }): Promise<Made> => {
    await lockDecisions(tx, target);
    const asked = await askedScope(tx, target, input.scope);
    requireThat(canUndo(asked, principal.userId, Date.now()));
    const decision = asked.beforeLast === 'paused' ? 'paused' : 'resumed';
    return made(tx, target, 'resumed', [
      await decide(tx, { target, principal }, asked.scopeId, { decision, ...versionsOf(asked) }),
    ]);
  },
});

export const startSharing = agreeAnew('consent.start', 'started', (asked) => canFollow('granted', asked));
/** Another end, while sharing goes on; null: no end. */
export const renewSharing = agreeAnew('consent.renew', 'renewed', (asked) => canRenew(asked, asked.endsAt));

function agreeAnew(name: string, news: ConsentNews, isPossible: (asked: AskedScope) => boolean) {
  return command({
    name,
    input: StartSharing,
    permission: 'consent.answer',
    target: ofEnrollment,
    run: async ({ tx, input, target, principal }): Promise<Made> => {
      await lockDecisions(tx, target);
      const { informationVersion, requestVersion } = input;
      await requireCurrentText(tx, target, informationVersion);
      const asked = await askedScope(tx, target, input.scope);
      requireCurrentRequest(asked, requestVersion);
      requireThat(isPossible(asked));
      const versions = { informationVersion, requestVersion };
      const endsAt = future(input.endsAt);
      return made(tx, target, news, [
        await decide(tx, { target, principal }, asked.scopeId, { decision: 'granted', endsAt, ...versions }),
      ]);
    },
  });
}

export const pauseStudy = changeAll('consent.pause-study', 'paused');
export const resumeStudy = changeAll('consent.resume-study', 'resumed');

/** Everything of one study that can be paused, or taken up again. */
function changeAll(name: string, decision: 'paused' | 'resumed') {
  return command({
    name,
    input: ChangeStudySharing,
    permission: 'consent.answer',
    target: ofEnrollment,
    run: async ({ tx, target, principal }): Promise<Made> => {
      await lockDecisions(tx, target);
      const decisions: Decided[] = [];
      for (const asked of (await askedScopes(tx, target)).values()) {
        if (!canFollow(decision, asked)) continue;
        decisions.push(
          await decide(tx, { target, principal }, asked.scopeId, { decision, ...versionsOf(asked) }),
        );
      }
      return made(tx, target, decision, decisions);
    },
  });
}

/** The patient leaves: nothing of theirs can be read any more, at once. Coming back takes a new invitation. */
export const leaveStudy = command({
  name: 'enrollment.leave',
  input: ChangeStudySharing,
  permission: 'enrollment.leave',
  target: ofEnrollment,
  run: async ({ tx, target }) => {
    await lockDecisions(tx, target);
    const { state } = await lockEnrollment(tx, target.enrollmentId);
    if (state !== 'active') throw new SaidError('CONFLICT', 'notInStudy');
    await endEnrollment(tx, target.enrollmentId);
    await tellBothSides(tx, target, 'left');
    return { value: null, event: leftEvent(target) };
  },
});

function leftEvent({ studyId, patientId, enrollmentId }: EnrollmentTarget) {
  return {
    type: 'enrollment.withdrawn',
    studyId,
    patientId,
    resource: { kind: 'enrollment', id: enrollmentId },
  } as const;
}
