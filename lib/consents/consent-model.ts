import type { ConsentState } from './consent';

/**
 * What the consents of one patient in one study add up to, told forwards as a story. The database derives the same backwards
 * from its rows; the two share no code, and a test plays random histories to both.
 */
export const SCOPES = [1, 2] as const;
export const HOUR = 3_600_000;

export type Step = {
  kind: (typeof KINDS)[number];
  scope: (typeof SCOPES)[number];
  /** Time since the step before. */
  gap: number;
  /** When a yes of this step ends, from then. */
  endsIn: number | null;
};

export const KINDS = [
  'invite',
  'accept',
  'share',
  'share',
  'decline',
  'stop',
  'undo',
  'pause',
  'resume',
  'renew',
  'change-request',
  'take-back',
  'ask-anew',
  'publish',
  'record-share',
  'record-decline',
  'confirm',
  'dispute',
  'withdraw',
  'pause-study',
  'open-study',
  'close-study',
  'archive-study',
  'role-none',
  'role-viewer',
  'role-member',
  'upload',
  'wait',
] as const;

type Moment = { from: number; state: ConsentState; endsAt: number | null; answeredAt: number; isNo: boolean };
type Stop = { before: Moment; at: number };
type Scope = {
  past: Moment[];
  changes: number[];
  isAsked: boolean;
  stop: Stop | null;
  /** The newest recorded answer, while nothing was decided after it, and whether the patient has spoken. */
  recorded: { isYes: boolean; isLast: boolean; isSpoken: boolean } | null;
};

const NEVER: Moment = { from: 0, state: 'pending', endsAt: null, answeredAt: 0, isNo: false };

function done(work: () => unknown): true {
  work();
  return true;
}

export class ConsentModel {
  now = 0;
  enrollment: 'none' | 'invited' | 'active' | 'withdrawn' = 'none';
  study: 'active' | 'paused' | 'closed' | 'archived' = 'active';
  role: 'none' | 'viewer' | 'member' = 'viewer';
  texts: number[] = [];
  uploads: { scope: number; at: number }[] = [];
  reads = 0;
  readonly scopes = new Map<number, Scope>(
    SCOPES.map((id) => [id, { past: [NEVER], changes: [], isAsked: true, stop: null, recorded: null }]),
  );

  /** Whether the step was possible; when it was not, nothing has changed but the time. */
  take({ kind, scope: id, gap, endsIn }: Step): boolean {
    this.now += gap;
    const scope = this.#scope(id);
    return this.#ofTheWorld(kind, scope, id) ?? this.#decide(scope, kind, endsIn);
  }

  /** Everything but answers; null for an answer. */
  #ofTheWorld(kind: Step['kind'], scope: Scope, id: number): boolean | null {
    const can: Partial<Record<Step['kind'], () => boolean>> = {
      invite: () => this.#invite(),
      accept: () => this.enrollment === 'invited' && done(() => (this.enrollment = 'active')),
      withdraw: () => this.#withdraw(),
      'pause-study': () => this.#moveStudy(['active'], 'paused'),
      'open-study': () => this.#moveStudy(['paused'], 'active'),
      'close-study': () => this.#moveStudy(['active', 'paused'], 'closed'),
      'archive-study': () => this.#moveStudy(['closed'], 'archived'),
      'role-none': () => done(() => (this.role = 'none')),
      'role-viewer': () => done(() => (this.role = 'viewer')),
      'role-member': () => done(() => (this.role = 'member')),
      publish: () => done(() => this.texts.push(this.now)),
      'change-request': () => scope.isAsked && done(() => scope.changes.push(this.now)),
      'take-back': () => this.#ask(scope, false),
      'ask-anew': () => this.#ask(scope, true),
      upload: () => this.enrollment !== 'none' && done(() => this.uploads.push({ scope: id, at: this.now })),
      wait: () => true,
    };
    return can[kind]?.() ?? null;
  }

  /** null: nothing was answered. */
  stateAt(id: number, at: number): { state: ConsentState; askedAgain: number | null } {
    const scope = this.#scope(id);
    const moment = scope.past.findLast(({ from }) => from <= at) ?? NEVER;
    const isHeld = moment.state === 'granted' || moment.state === 'paused';
    const state = isHeld && moment.endsAt !== null && moment.endsAt <= at ? 'expired' : moment.state;
    return { state, askedAgain: state === 'expired' ? null : this.#askedAgain(scope, moment, at) };
  }

  isGranted(id: number): boolean {
    const { isAsked } = this.#scope(id);
    const isOpen = this.enrollment === 'active' && this.study !== 'archived';
    return isOpen && isAsked && this.stateAt(id, this.now).state === 'granted';
  }

  /** Which layer refuses, or how many readings there are. */
  read(who: Reader, id: number): string | number {
    if (who === 'superAdmin') return 'user-type';
    if (who === 'stranger' || who === 'otherPatient' || (who === 'staff' && this.role === 'none'))
      return 'organization-membership';
    if (this.enrollment !== 'active' || this.study === 'archived') return 'study-enrollment';
    const readings = this.uploads.filter(({ scope }) => scope === id);
    if (who === 'patient') return readings.length;
    if (!this.isGranted(id)) return 'consent';
    const until = this.stateAt(id, this.now).askedAgain ?? Infinity;
    return readings.filter(({ at }) => at < until).length;
  }

  #scope(id: number): Scope {
    const scope = this.scopes.get(id);
    if (!scope) throw new Error('no such scope');
    return scope;
  }

  /** A yes covers what was asked when it was given; a no is asked again only when the request itself changed. */
  #askedAgain({ changes }: Scope, { state, answeredAt, isNo }: Moment, at: number): number | null {
    if (state === 'pending' || state === 'stopped') return null;
    const asked = [...changes, ...(isNo ? [] : this.texts)].filter((time) => time > answeredAt && time <= at);
    return asked.length === 0 ? null : Math.min(...asked);
  }

  #invite(): boolean {
    if (this.enrollment !== 'none' && this.enrollment !== 'withdrawn') return false;
    if (this.enrollment === 'withdrawn') for (const scope of this.scopes.values()) this.#forget(scope);
    this.enrollment = 'invited';
    return true;
  }

  #forget(scope: Scope): void {
    scope.past.push({ ...NEVER, from: this.now });
    scope.stop = null;
  }

  #withdraw(): boolean {
    if (this.enrollment !== 'invited' && this.enrollment !== 'active') return false;
    this.enrollment = 'withdrawn';
    for (const [id, scope] of this.scopes) {
      const { state } = this.stateAt(id, this.now);
      if (state !== 'granted' && state !== 'paused') continue;
      scope.past.push({ ...this.#current(scope), from: this.now, state: 'stopped' });
      scope.stop = null;
    }
    return true;
  }

  #moveStudy(from: readonly ConsentModel['study'][], to: ConsentModel['study']): boolean {
    if (!from.includes(this.study)) return false;
    this.study = to;
    return true;
  }

  #ask(scope: Scope, again: boolean): boolean {
    if (scope.isAsked === again) return false;
    scope.isAsked = again;
    if (again) this.#forget(scope);
    return true;
  }

  #current(scope: Scope): Moment {
    return scope.past.at(-1) ?? NEVER;
  }

  #decide(scope: Scope, kind: Step['kind'], endsIn: number | null): boolean {
    if (this.enrollment !== 'active') return false;
    if (kind === 'confirm' || kind === 'dispute') return this.#speak(scope, kind === 'dispute');
    if (!scope.isAsked) return false;
    const byStaff = kind === 'record-share' || kind === 'record-decline';
    if (byStaff && this.study === 'archived') return false;
    const next = this.#next(scope, kind, endsIn === null ? null : this.now + endsIn);
    if (!next) return false;
    const isStop = kind === 'stop';
    scope.stop = isStop ? { before: this.#current(scope), at: this.now } : null;
    scope.past.push({ ...next, from: this.now });
    if (byStaff) scope.recorded = { isYes: kind === 'record-share', isLast: true, isSpoken: false };
    else if (scope.recorded) scope.recorded.isLast = false;
    return true;
  }

  #next(scope: Scope, kind: Step['kind'], endsAt: number | null): Omit<Moment, 'from'> | null {
    const current = this.#current(scope);
    const id = SCOPES.find((each) => this.#scope(each) === scope) ?? 0;
    const { state, askedAgain } = this.stateAt(id, this.now);
    const mayAnswerAgain = askedAgain !== null && ['granted', 'paused', 'declined'].includes(state);
    const yes = { state: 'granted', endsAt, answeredAt: this.now, isNo: false } as const;
    const no = { state: 'declined', endsAt: null, answeredAt: this.now, isNo: true } as const;
    if (kind === 'share' || kind === 'record-share')
      return mayAnswerAgain || !['granted', 'paused'].includes(state) ? yes : null;
    if (kind === 'decline' || kind === 'record-decline')
      return mayAnswerAgain || state === 'pending' ? no : null;
    if (kind === 'stop')
      return state === 'granted' || state === 'paused' ? { ...current, state: 'stopped' } : null;
    if (kind === 'pause') return state === 'granted' ? { ...current, state: 'paused' } : null;
    if (kind === 'resume') return state === 'paused' ? { ...current, state: 'granted' } : null;
    if (kind === 'renew') return state === 'granted' && current.endsAt !== null ? yes : null;
    return kind === 'undo' ? this.#undone(scope) : null;
  }

  #undone({ stop }: Scope): Moment | null {
    if (!stop || this.now - stop.at >= HOUR) return null;
    return stop.before.endsAt === null || stop.before.endsAt > this.now ? stop.before : null;
  }

  /** The patient's word on the newest recorded answer; a dispute ends what it said, unless something was decided since. */
  #speak(scope: Scope, isDispute: boolean): boolean {
    const { recorded } = scope;
    if (!recorded || recorded.isSpoken) return false;
    recorded.isSpoken = true;
    if (!isDispute || !recorded.isYes || !recorded.isLast) return true;
    scope.past.push({ ...this.#current(scope), from: this.now, state: 'stopped' });
    scope.stop = null;
    recorded.isLast = false;
    return true;
  }
}

export type Reader = 'staff' | 'stranger' | 'superAdmin' | 'otherPatient' | 'patient';
