import type { ErrorCode } from '@/lib/errors';
import type { LayerName } from '@/lib/authorization/policy';
import type { Tenant } from '../support/tenant';
import type { KeyInputs } from '../support/tenant-keys';

/** Who is not let in. All but nobody and the admin are real people with sessions of their own. */
export type Intruder = 'stranger' | 'outsider' | 'patient' | 'manager' | 'member' | 'viewer' | 'admin';
export type Owner = 'manager' | 'patient' | 'admin';
/** The answer, and the layer that the log names. */
export type Refusal = readonly [ErrorCode, LayerName];
export type Refusals = Partial<Record<Intruder, Refusal>>;

export type ActionCase = {
  /** What the owner would send. */
  input: (tenant: Tenant, keys: KeyInputs) => unknown;
  owner: Owner;
  /** Nobody without a session is ever let in; it is not repeated here. */
  refused: Refusals;
};

export const NO_ROLE: Refusal = ['NOT_FOUND', 'organization-membership'];
export const NEVER: Refusal = ['NOT_FOUND', 'user-type'];
export const NEVER_HERE: Refusal = ['FORBIDDEN', 'user-type'];
export const TOO_SMALL: Refusal = ['FORBIDDEN', 'role-permission'];

export const STAFF_ONLY: Refusals = { stranger: NO_ROLE, outsider: NEVER, patient: NEVER, admin: NEVER };
export const MEMBERS: Refusals = { ...STAFF_ONLY, viewer: TOO_SMALL };
export const MANAGERS: Refusals = { ...MEMBERS, member: TOO_SMALL };
