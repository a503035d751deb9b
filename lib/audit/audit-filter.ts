import { z } from 'zod';
import { AUDIT_ACTIONS, type AuditAction } from './events';
import type { Cursor } from './event-cursor';

export const OUTCOMES = ['success', 'refused', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const PRESETS = {
  denied: { label: 'Denied attempts', outcomes: ['refused', 'failed'] as const, actions: null },
  consent: {
    label: 'Consent changes',
    outcomes: null,
    actions: AUDIT_ACTIONS.filter((action) => action.startsWith('consent.')),
  },
} as const;
export type PresetName = keyof typeof PRESETS;

const CURSOR = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z_\d{1,18}$/;

const optional = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);

/** The address of the log page. A value that means nothing is as good as none: an old bookmark must still open. */
export const AuditFilter = z.object({
  person: optional(z.uuid()),
  action: optional(z.enum(AUDIT_ACTIONS)),
  /** A patient's id, from a link, or a part of a name that somebody typed. */
  patient: optional(z.string().trim().min(1).max(100)),
  outcome: optional(z.enum(OUTCOMES)),
  preset: optional(z.enum(['denied', 'consent'])),
  from: optional(z.iso.date()),
  to: optional(z.iso.date()),
  before: optional(z.string().regex(CURSOR)),
});
export type AuditFilter = z.output<typeof AuditFilter>;

/** A cursor comes back through an address, so that it is checked here and not only where the address is read. */
export function readCursor(before: string | undefined): Cursor | null {
  if (before === undefined || !CURSOR.test(before)) return null;
  const [at = '', id = ''] = before.split('_');
  return Number.isNaN(Date.parse(at)) ? null : { at, id };
}

/** The actions and outcomes asked for; a preset and a choice beside it both have to hold. */
export function conditionsOf({ action, outcome, preset }: AuditFilter): {
  actions: AuditAction[] | null;
  outcomes: Outcome[] | null;
} {
  const chosen = preset ? PRESETS[preset] : null;
  return {
    actions: both<AuditAction>(action, chosen?.actions ?? null),
    outcomes: both<Outcome>(outcome, chosen?.outcomes ?? null),
  };
}

function both<T>(one: T | undefined, many: readonly T[] | null): T[] | null {
  if (one === undefined) return many && [...many];
  return many && !many.includes(one) ? [] : [one];
}

/** The query string for a filter, without what is not set; with a new filter the list begins at its top. */
export function filterQuery(filter: AuditFilter): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
