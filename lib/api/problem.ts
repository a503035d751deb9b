import 'server-only';
import { AppError, toPublicError } from '@/lib/errors';

/** RFC 9457 problem details. */
export function problem(error: unknown): Response {
  const { code, message, fields } = toPublicError(error);
  const status = error instanceof AppError ? error.status : 500;
  const retrySeconds = error instanceof AppError ? error.retrySeconds : null;
  return Response.json(
    { type: 'about:blank', title: message, status, code, ...(fields && { errors: fields }) },
    {
      status,
      headers: {
        'content-type': 'application/problem+json',
        'cache-control': 'private, no-store',
        ...(retrySeconds !== null && { 'retry-after': String(retrySeconds) }),
      },
    },
  );
}
