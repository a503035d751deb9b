import 'server-only';
import { deviceFromBearer } from '@/lib/api/bearer';
import { jsonText, parsedJson } from '@/lib/api/body';
import { execute, parseInput } from '@/lib/command';
import { keysetFromJson, keysetToJson, keyTypeOf } from '@/lib/crypto/keyset';
import { CryptoError } from '@/lib/crypto/crypto-error';
import { verifier } from '@/lib/crypto/signature';
import { AppError } from '@/lib/errors';
import { registerDeviceKey } from './device-commands';
import { publicKeysetFor } from './device-queries';
import { prepareUpload } from './prepared-upload';
import { uploadObservations } from './upload-commands';
import { DataGroupId, LARGEST_BODY, Upload } from './upload-schema';

const PRIVATE = { 'cache-control': 'private, no-store' };
const LARGEST_KEYSET = 4_096;

/** POST …/uploads. Decoding and the signature come before the transaction, so that no lock waits for them. */
export async function receiveUpload(request: Request, dataGroupIdText: string): Promise<Response> {
  const device = await deviceFromBearer(request);
  const dataGroupId = parseDataGroupId(dataGroupIdText);
  const upload = parseInput(Upload, parsedJson(await jsonText(request, LARGEST_BODY)));
  const prepared = await prepareUpload(dataGroupId, upload, device);
  const { repeated, ...answer } = await execute(uploadObservations, device.principal, prepared);
  return Response.json(answer, { status: repeated ? 200 : 201, headers: PRIVATE });
}

/** GET …/public-keyset. The ETag is the key's id: a phone asks before each upload and mostly hears 304. */
export async function answerPublicKeyset(request: Request, dataGroupIdText: string): Promise<Response> {
  const { principal } = await deviceFromBearer(request);
  const { tinkKeyId, publicKeyset } = await publicKeysetFor(principal, parseDataGroupId(dataGroupIdText));
  const headers = { ...PRIVATE, etag: `"${tinkKeyId}"` };
  if (request.headers.get('if-none-match') === headers.etag)
    return new Response(null, { status: 304, headers });
  return new Response(publicKeyset, { headers: { ...headers, 'content-type': 'application/json' } });
}

/** PUT …/device-key. The body is the device's public keyset in Tink JSON, as it is. */
export async function receiveDeviceKey(request: Request, dataGroupIdText: string): Promise<Response> {
  const { principal } = await deviceFromBearer(request);
  const dataGroupId = parseDataGroupId(dataGroupIdText);
  const keyset = await signingKeysetOf(await jsonText(request, LARGEST_KEYSET));
  const { registered } = await execute(registerDeviceKey, principal, { dataGroupId, keyset });
  return new Response(null, { status: registered === 'set' ? 201 : 204, headers: PRIVATE });
}

/** A malformed id names nothing, like an unknown one. */
function parseDataGroupId(text: string): string {
  const { data } = DataGroupId.safeParse(text);
  if (data === undefined) throw new AppError('NOT_FOUND', 'Not found.');
  return data;
}

/** Canonical JSON of a public signing keyset whose points are on the curve. */
async function signingKeysetOf(text: string): Promise<string> {
  try {
    const keyset = keysetFromJson(text);
    if (keyTypeOf(keyset) !== 'EcdsaPublicKey') throw notASigningKey();
    await verifier(keyset);
    return keysetToJson(keyset);
  } catch (error) {
    if (error instanceof CryptoError) throw notASigningKey();
    throw error;
  }
}

const notASigningKey = () =>
  new AppError('INVALID_INPUT', 'Send a public Tink keyset of type ECDSA_P256 in JSON.');
