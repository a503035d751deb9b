import 'server-only';
import type { AuditEvent } from '@/lib/audit/events';
import type { TargetOf } from '@/lib/authorization/target-store';
import type { Principal } from '@/lib/authorization/question';
import type { Tx } from '@/lib/db/transaction';
import { SaidError } from '@/lib/said-error';
import { canFollow, type ConsentDecisionKind, type Standing } from './consent';
import { tellBothSides, type ConsentNews } from './consent-letter';
import { askedScopes, currentInformationVersion, insertDecision, type AskedScope } from './consent-store';

/** What every command about an answer is made of: what may follow what, one decision and its event, and who is told. */
export type EnrollmentTarget = TargetOf<'enrollment'>;
type Events = readonly [AuditEvent, ...AuditEvent[]];
export type Made = { value: { decisionIds: string[] }; event: Events };
export type Decided = { id: string; event: AuditEvent };

export async function askedScope(tx: Tx, target: EnrollmentTarget, scope: string): Promise<AskedScope> {
  return scopeOf(await askedScopes(tx, target), scope);
}

export function scopeOf(asked: ReadonlyMap<string, AskedScope>, scope: string): AskedScope {
  const found = asked.get(scope);
  if (found) return found;
  throw new SaidError('INVALID_INPUT', 'notAsked', { scope: 'notAsked' });
}

type Versions = { requestVersion: number; informationVersion: number | null };
type Decision = Versions & {
  decision: ConsentDecisionKind;
  endsAt?: Date | null;
  decidedAs?: 'patient' | 'on_behalf';
  evidence?: { method: string; spokenAt: Date; documentReference: string; witness: string };
};

/** Appends one decision on one scope; the caller holds the lock and has asked whether it may follow. */
export async function decide(
  tx: Tx,
  { target, principal }: { target: EnrollmentTarget; principal: Principal },
  scopeId: number,
  { decision, endsAt = null, decidedAs = 'patient', ...rest }: Decision,
): Promise<Decided> {
  const { enrollmentId } = target;
  const decidedBy = principal.userId;
  const id = await insertDecision(tx, {
    enrollmentId,
    scopeId,
    decision,
    decidedBy,
    decidedAs,
    endsAt,
    ...rest,
  });
  return { id, event: eventOf(decision, target, scopeId, id) };
}

export function eventOf(
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

/** The command's answer; whoever wants letters gets one. */
export async function made(
  tx: Tx,
  target: EnrollmentTarget,
  news: ConsentNews,
  decisions: readonly Decided[],
): Promise<Made> {
  const [first, ...rest] = decisions;
  if (!first) throw new SaidError('CONFLICT', 'nothingToChange');
  await tellBothSides(tx, target, news);
  return {
    value: { decisionIds: decisions.map(({ id }) => id) },
    event: [first.event, ...rest.map(({ event }) => event)],
  };
}

/** A person answers the text they read; when it has changed since, they are shown the new one first. */
export async function requireCurrentText(
  tx: Tx,
  { studyId }: EnrollmentTarget,
  version: number,
): Promise<void> {
  if ((await currentInformationVersion(tx, studyId)) !== version)
    throw new SaidError('CONFLICT', 'textChanged');
}

export function requireCurrentRequest({ requestVersion }: AskedScope, version: number): void {
  if (requestVersion !== version) throw new SaidError('CONFLICT', 'requestChanged');
}

export function requireStep(decision: ConsentDecisionKind, standing: Standing): void {
  requireThat(canFollow(decision, standing));
}

export function requireThat(isPossible: boolean): void {
  if (!isPossible) throw new SaidError('CONFLICT', 'answeredMeanwhile');
}

/** What the yes was given to: pausing, resuming and stopping answer nothing new. */
export function versionsOf({ granted, requestVersion }: AskedScope): Versions {
  return {
    requestVersion: granted?.requestVersion ?? requestVersion,
    informationVersion: granted?.informationVersion ?? null,
  };
}

export function future(endsAt: string | null | undefined): Date | null {
  if (!endsAt) return null;
  const date = new Date(endsAt);
  if (date.getTime() > Date.now()) return date;
  throw new SaidError('INVALID_INPUT', 'checkFields', { endsAt: 'dayOver' });
}
