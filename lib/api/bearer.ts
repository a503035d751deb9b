import 'server-only';
import { createHash } from 'node:crypto';
import { anonymousPrincipal } from '@/lib/auth/anonymous';
import { clientAddress } from '@/lib/auth/client-address';
import { limit, type Allowance } from '@/lib/auth/rate-limit';
import type { Principal } from '@/lib/authorization/question';
import { CLIENT_PERMISSIONS } from '@/lib/authorization/permissions';
import { AppError } from '@/lib/errors';
import { deviceByBearer, recordUnknownBearer } from '@/lib/observations/device-store';

/** A phone or another program that came with its bearer. */
export type BearerDevice = { principal: Principal; dataGroupId: string; signingPublicKeyset: string | null };

const BEARER = /^Bearer ([\w.~+/-]{20,200}=*)$/i;
const REQUEST_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Calls of one device, and wrong bearers from one address. */
const CALLS: Allowance = { points: 240, seconds: 60 };
const WRONG_BEARERS: Allowance = { points: 30, seconds: 60 };

export const bearerHash = (bearer: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(bearer, 'utf8').digest());

/**
 * The device of `Authorization: Bearer …`. A revoked one is answered too, as suspended: the first layer refuses it, and the
 * attempt is on record under the device that made it.
 */
export async function deviceFromBearer(request: Request): Promise<BearerDevice> {
  const [, bearer] = BEARER.exec(request.headers.get('authorization') ?? '') ?? [];
  const requestId = requestIdOf(request);
  const device = bearer === undefined ? null : await deviceByBearer(bearerHash(bearer));
  if (!device) throw await refusedBearer(request, requestId);
  const { deviceId, dataGroupId, revoked, signingPublicKeyset } = device;
  await limit('device', deviceId, CALLS);
  const principal: Principal = {
    userId: deviceId,
    userType: 'client',
    sessionId: deviceId,
    requestId,
    ceiling: new Set(CLIENT_PERMISSIONS),
    suspended: revoked,
  };
  return { principal, dataGroupId, signingPublicKeyset };
}

/** On record under nobody's name; the limit keeps a flood of guesses out of the log. */
async function refusedBearer(request: Request, requestId: string): Promise<AppError> {
  await limit('bearer', clientAddress(request.headers), WRONG_BEARERS);
  await recordUnknownBearer(anonymousPrincipal(requestId));
  return new AppError('UNAUTHENTICATED', 'A valid bearer is needed.');
}

/** The id that proxy.ts gave the request, or one of our own. */
function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id') ?? '';
  return REQUEST_ID.test(given) ? given : crypto.randomUUID();
}
