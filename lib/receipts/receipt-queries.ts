import 'server-only';
import { forbidden, notFound, redirect } from 'next/navigation';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import { currentPrincipal } from '@/lib/auth/session';
import type { Principal } from '@/lib/authorization/question';
import { decisionTarget } from '@/lib/consents/consent-store';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { ask } from '@/lib/query';
import { routes } from '@/lib/routes';
import type { Receipt, ReceiptPayload } from './receipt';
import { signReceipt } from './receipt-signature';
import { decidedOf, keepReceipt } from './receipt-store';

/**
 * The receipt of one of the caller's own decisions. It is signed when it is first asked for, outside any transaction
 * (no cryptography under a lock), and kept from then on.
 */
export async function receiptOf(principal: Principal, decisionId: string): Promise<Receipt> {
  const door = {
    permission: 'enrollment.read-own',
    find: (tx: Parameters<typeof decisionTarget>[0]) => decisionTarget(tx, decisionId),
  } as const;
  const decided = await ask(
    { ...door, name: 'receipt.read', read: (tx) => decidedOf(tx, decisionId) },
    principal,
  );
  if (!decided) throw new AppError('NOT_FOUND', 'Not found.');
  const { plainName } = decided;
  if (decided.jws) return { decisionId, plainName, ...partsOf(decided.jws) };
  const signed = await signReceipt({ iss: env().APP_ORIGIN, ...decided.payload });
  const jws = await ask(
    {
      ...door,
      name: 'receipt.issue',
      read: (tx) => keepReceipt(tx, decisionId, signed),
      event: ({ patientId, studyId }) => ({
        type: 'receipt.issued',
        patientId,
        studyId,
        resource: { kind: 'decision', id: decisionId },
      }),
    },
    principal,
  );
  return { decisionId, plainName, ...partsOf(jws) };
}

/** What is shown is what was signed: the study and its organization may use other words by now. */
function partsOf(jws: string): Pick<Receipt, 'jws' | 'keyId' | 'payload'> {
  return { jws, keyId: decodeProtectedHeader(jws).kid ?? '', payload: decodeJwt<ReceiptPayload>(jws) };
}

/** For the page: sign-in, 403 or a plain 404 instead of an error. */
export async function myReceipt(decisionId: string): Promise<Receipt> {
  const principal = (await currentPrincipal()) ?? redirect(routes.signIn());
  if (!z.uuid().safeParse(decisionId).success) notFound();
  try {
    return await receiptOf(principal, decisionId);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'UNAVAILABLE') throw error;
    if (error.code === 'FORBIDDEN') forbidden();
    notFound();
  }
}
