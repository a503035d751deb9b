import 'server-only';
import { AppError } from '@/lib/errors';

/** The text of a JSON body, read only as far as `limit` bytes. */
export async function jsonText(request: Request, limit: number): Promise<string> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    throw new AppError('INVALID_INPUT', 'Send a JSON object as application/json.');
  return bodyText(request, limit);
}

/** The same for the body of an HTML form. */
export async function formText(request: Request, limit: number): Promise<string> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get('content-type') ?? ''))
    throw new AppError('INVALID_INPUT', 'Send a form as application/x-www-form-urlencoded.');
  return bodyText(request, limit);
}

/** The announced length is not believed. */
async function bodyText(request: Request, limit: number): Promise<string> {
  if ((request.headers.get('content-encoding') ?? 'identity') !== 'identity')
    throw new AppError('INVALID_INPUT', 'Send the body without a content encoding.');
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  const bytes = await readAtMost(request, limit);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AppError('INVALID_INPUT', 'The body is not UTF-8.');
  }
}

export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new AppError('INVALID_INPUT', 'The body is not valid JSON.');
  }
}

async function readAtMost(request: Request, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = (limit: number) =>
  new AppError('TOO_LARGE', `The body is larger than ${limit} bytes; send less at once.`);
