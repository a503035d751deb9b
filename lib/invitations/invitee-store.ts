import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import type { Preview, Standing } from './invitation';

type Hash = Uint8Array<ArrayBuffer>;

/** What asking for or typing a code can lead to, besides the invitation not standing open any more. */
export type CodeOutcome =
  'right' | 'wrong-code' | 'code-expired' | 'too-many-attempts' | 'too-many-codes' | 'unknown' | Standing;

export type AcceptOutcome =
  CodeOutcome | 'done' | 'account-exists' | 'other-account' | 'other-type' | 'already-enrolled';

export async function previewByToken(tx: Tx, token: Hash): Promise<Preview | null> {
  const [row] = await tx.$queryRaw<{ preview: Preview }[]>`SELECT invitation_preview(${token}) AS preview`;
  return row?.preview ?? null;
}

/** True the first time. */
export async function markOpened(tx: Tx, token: Hash): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ first: boolean }[]>`SELECT invitation_open(${token}) AS first`;
  return row?.first ?? false;
}

export async function setCode(tx: Tx, token: Hash, code: Hash): Promise<CodeOutcome> {
  const [row] = await tx.$queryRaw<
    { outcome: CodeOutcome }[]
  >`SELECT invitation_set_code(${token}, ${code}) AS outcome`;
  return row?.outcome ?? 'unknown';
}

export async function tryCode(tx: Tx, token: Hash, code: Hash): Promise<CodeOutcome> {
  const [row] = await tx.$queryRaw<
    { outcome: CodeOutcome }[]
  >`SELECT invitation_check_code(${token}, ${code}) AS outcome`;
  return row?.outcome ?? 'unknown';
}

export type Acceptance = {
  outcome: AcceptOutcome;
  userId: string | null;
  enrollmentId: string | null;
  patientId: string | null;
  membershipId: string | null;
};

const REFUSED = { userId: null, enrollmentId: null, patientId: null, membershipId: null };

type NewAccount = { name: string; passwordHash: string; locale: string };

export async function acceptNew(tx: Tx, token: Hash, code: Hash, account: NewAccount): Promise<Acceptance> {
  const { name, passwordHash, locale } = account;
  const [row] = await tx.$queryRaw<Acceptance[]>`
    SELECT outcome, user_id AS "userId", enrollment_id AS "enrollmentId", patient_id AS "patientId",
           membership_id AS "membershipId"
      FROM invitation_accept_new(${token}, ${code}, ${name}, ${passwordHash}, ${locale})`;
  return row ?? { outcome: 'unknown', ...REFUSED };
}

/** For whoever the transaction says is acting. */
export async function acceptSignedIn(tx: Tx, token: Hash): Promise<Acceptance> {
  const [row] = await tx.$queryRaw<Acceptance[]>`
    SELECT outcome, user_id AS "userId", enrollment_id AS "enrollmentId", patient_id AS "patientId",
           membership_id AS "membershipId"
      FROM invitation_accept_signed_in(${token})`;
  return row ?? { outcome: 'unknown', ...REFUSED };
}
