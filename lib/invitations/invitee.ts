import 'server-only';
import { recordEvent } from '@/lib/audit/record';
import type { AuditEvent } from '@/lib/audit/events';
import { anonymousPrincipal } from '@/lib/auth/anonymous';
import { hashPassword } from '@/lib/auth/password';
import { limit, TooManyAttempts } from '@/lib/auth/rate-limit';
import type { Principal } from '@/lib/authorization/question';
import { inTransaction, NIL, type Tx } from '@/lib/db/transaction';
import type { Locale } from '@/lib/i18n/locale';
import { queueMail } from '@/lib/mail/mail-store';
import type { OpenPreview, Preview } from './invitation';
import { codeLetter } from './invitation-letter';
import { codeHash, newCode, tokenHash } from './invitation-secret';
import {
  acceptNew,
  acceptSignedIn,
  markOpened,
  previewByToken,
  setCode,
  tryCode,
  type AcceptOutcome,
  type Acceptance,
  type CodeOutcome,
} from './invitee-store';

/**
 * What somebody with a link does before anyone knows them. No command: there is nobody to authorize, so the database
 * checks the secret, and every step and refusal is recorded here in the transaction of the step.
 */
export type Invitee = { requestId: string; address: string };

const HOUR = 3_600;
export const INVITEE_LIMITS = {
  /** Letters with a code for one link, and from one place. */
  code: { points: 5, seconds: HOUR },
  codeAddress: { points: 30, seconds: HOUR },
  /** Codes typed from one place, over all links. */
  typed: { points: 60, seconds: HOUR },
  /** Links that nobody sent. */
  unknown: { points: 30, seconds: HOUR },
};

/** Null for a link that nobody sent. The first look at an open invitation is recorded as its opening. */
export async function openInvitation(token: string, invitee: Invitee): Promise<Preview | null> {
  const hash = tokenHash(token);
  const preview = hash && (await inTransaction(NIL, (tx) => previewByToken(tx, hash)));
  if (!hash || !preview) {
    await recordUnknown(invitee);
    return null;
  }
  await inTransaction(NIL, async (tx) => {
    if (preview.standing !== 'open') return refused(tx, invitee, preview);
    if (await markOpened(tx, hash)) await record(tx, invitee, preview, 'invitation.opened');
  });
  return preview;
}

/** Sends a one-time code to the address of the invitation, whoever asks. */
export async function sendCode(token: string, locale: Locale, invitee: Invitee): Promise<CodeOutcome> {
  await limit('invitation-code-address', invitee.address, INVITEE_LIMITS.codeAddress);
  await limit('invitation-code', token.slice(0, 100), INVITEE_LIMITS.code);
  return withLink(token, invitee, async (tx, hash, preview) => {
    const code = newCode();
    const outcome = await setCode(tx, hash, codeHash(preview.id, code));
    if (outcome !== 'open') return outcome;
    await queueMail(tx, codeLetter(preview.email, code, locale));
    await record(tx, invitee, preview, 'invitation.code-sent');
    return outcome;
  });
}

export async function checkCode(token: string, code: string, invitee: Invitee): Promise<CodeOutcome> {
  await limit('invitation-typed', invitee.address, INVITEE_LIMITS.typed);
  return withLink(token, invitee, async (tx, hash, preview) => {
    const outcome = await tryCode(tx, hash, codeHash(preview.id, code));
    if (outcome !== 'right') await refused(tx, invitee, preview);
    return outcome;
  });
}

export type NewPerson = { code: string; name: string; password: string; locale: Locale };

/** Makes the account, once the code is right; the slow hash is only computed for whoever has it. */
export async function acceptWithCode(
  token: string,
  { code, name, password, locale }: NewPerson,
  invitee: Invitee,
): Promise<{ outcome: AcceptOutcome; email: string | null }> {
  const checked = await checkCode(token, code, invitee);
  if (checked !== 'right') return { outcome: checked, email: null };
  const passwordHash = await hashPassword(password);
  let email: string | null = null;
  const outcome = await withLink(token, invitee, async (tx, hash, preview) => {
    const made = await acceptNew(tx, hash, codeHash(preview.id, code), { name, passwordHash, locale });
    if (made.outcome !== 'done' || !made.userId) return await refusedAs(tx, invitee, preview, made);
    email = preview.email;
    const userType = preview.kind;
    const principal = { userId: made.userId, userType, sessionId: NIL, requestId: invitee.requestId };
    await recordAcceptance(tx, principal, preview, made, true);
    return made.outcome;
  });
  return { outcome, email };
}

/** For whoever is signed in already: their address proves itself, so no code is asked. */
export async function acceptAs(token: string, principal: Principal): Promise<AcceptOutcome> {
  const invitee = { requestId: principal.requestId, address: principal.userId };
  const hash = tokenHash(token);
  if (!hash) return 'unknown';
  return inTransaction(principal.userId, async (tx) => {
    const preview = await previewByToken(tx, hash);
    if (!preview) return 'unknown';
    if (preview.standing !== 'open') {
      await refused(tx, invitee, preview);
      return preview.standing;
    }
    const made = await acceptSignedIn(tx, hash);
    if (made.outcome !== 'done') return await refusedAs(tx, invitee, preview, made);
    await recordAcceptance(tx, principal, preview, made, false);
    return made.outcome;
  });
}

/** Runs a step on an open invitation; anything else is answered with how it stands, and recorded as a refusal. */
async function withLink<O extends AcceptOutcome>(
  token: string,
  invitee: Invitee,
  step: (tx: Tx, hash: Uint8Array<ArrayBuffer>, preview: OpenPreview) => Promise<O>,
): Promise<O | CodeOutcome> {
  const hash = tokenHash(token);
  const outcome =
    hash &&
    (await inTransaction(NIL, async (tx) => {
      const preview = await previewByToken(tx, hash);
      if (!preview) return null;
      if (preview.standing === 'open') return step(tx, hash, preview);
      await refused(tx, invitee, preview);
      return preview.standing;
    }));
  if (outcome) return outcome;
  await recordUnknown(invitee);
  return 'unknown';
}

type About = Pick<AuditEvent, 'studyId' | 'patientId' | 'resource'>;

function aboutOf(preview: Preview): About {
  const resource = { kind: 'invitation', id: preview.id } as const;
  if (preview.standing !== 'open') return { resource };
  return {
    resource,
    ...(preview.study && { studyId: preview.study.id }),
    ...(preview.patientId && { patientId: preview.patientId }),
  };
}

async function record(
  tx: Tx,
  { requestId }: Invitee,
  preview: Preview,
  type: 'invitation.opened' | 'invitation.code-sent' | 'invitation.refused',
): Promise<void> {
  await recordEvent(tx, {
    principal: anonymousPrincipal(requestId),
    role: null,
    organizationId: preview.organizationId,
    outcome: type === 'invitation.refused' ? 'refused' : 'success',
    ...(type === 'invitation.refused' && { layer: 'authentication' }),
    event: { type, ...aboutOf(preview) },
  });
}

function refused(tx: Tx, invitee: Invitee, preview: Preview): Promise<void> {
  return record(tx, invitee, preview, 'invitation.refused');
}

async function refusedAs(
  tx: Tx,
  invitee: Invitee,
  preview: Preview,
  { outcome }: Acceptance,
): Promise<AcceptOutcome> {
  await refused(tx, invitee, preview);
  return outcome;
}

type Accepter = Pick<Principal, 'userId' | 'userType' | 'sessionId' | 'requestId'>;

async function recordAcceptance(
  tx: Tx,
  principal: Accepter,
  preview: OpenPreview,
  { enrollmentId, patientId, membershipId }: Acceptance,
  isNew: boolean,
): Promise<void> {
  const ids = {
    ...(preview.study && { studyId: preview.study.id }),
    ...(patientId && { patientId }),
  };
  const account = { kind: 'account', id: principal.userId } as const;
  const events: AuditEvent[] = [
    ...(isNew ? [{ type: 'account.created', resource: account } as const] : []),
    { type: 'invitation.accepted', ...ids, resource: { kind: 'invitation', id: preview.id } },
    ...(enrollmentId
      ? [
          {
            type: 'enrollment.activated',
            ...ids,
            resource: { kind: 'enrollment', id: enrollmentId },
          } as const,
        ]
      : []),
    ...(membershipId
      ? [{ type: 'membership.created', resource: { kind: 'membership', id: membershipId } } as const]
      : []),
  ];
  for (const event of events) {
    const { organizationId } = preview;
    await recordEvent(tx, { principal, role: null, organizationId, outcome: 'success', event });
  }
}

/** Guessed links are put on record, but a flood of them only once. */
async function recordUnknown({ requestId, address }: Invitee): Promise<void> {
  try {
    await limit('invitation-unknown', address, INVITEE_LIMITS.unknown);
  } catch (error) {
    if (error instanceof TooManyAttempts && !error.isFirst) return;
    if (!(error instanceof TooManyAttempts)) throw error;
  }
  await inTransaction(NIL, (tx) =>
    recordEvent(tx, {
      principal: anonymousPrincipal(requestId),
      role: null,
      organizationId: NIL,
      outcome: 'refused',
      layer: 'authentication',
      event: { type: 'invitation.refused' },
    }),
  );
}
