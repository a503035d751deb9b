/** Failures a caller is meant to see. Anything else that is thrown is a bug, and is reported as one. */
const STATUS = {
  INVALID_INPUT: 400,
  UNAUTHENTICATED: 401,
  FACTOR_REQUIRED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_LARGE: 413,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const;

/** Seconds after which a server that was busy is worth asking again. */
const SOON = 5;

export type ErrorCode = keyof typeof STATUS;
export type FieldErrors = Record<string, string[] | undefined>;

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly fields: FieldErrors | undefined;
  /** When it is worth another try; null when it is not. */
  readonly retrySeconds: number | null;
  /** All of an error that the framework lets a page's reader have; of any other it makes a number that finds it in the log. */
  readonly digest?: 'UNAVAILABLE';

  constructor(code: ErrorCode, message: string, fields?: FieldErrors, retrySeconds?: number) {
    super(message);
    this.code = code;
    this.fields = fields;
    if (code === 'UNAVAILABLE') this.digest = code;
    this.retrySeconds = retrySeconds ?? (code === 'UNAVAILABLE' ? SOON : null);
  }

  get status(): number {
    return STATUS[this.code];
  }
}

/** What leaves the server: never a stack, never a driver message, never the reason of a refusal. */
export type PublicError = { code: ErrorCode; message: string; fields?: FieldErrors };

export function toPublicError(error: unknown): PublicError {
  if (!(error instanceof AppError)) return { code: 'INTERNAL', message: 'Something went wrong on our side.' };
  const { code, message, fields } = error;
  return fields ? { code, message, fields } : { code, message };
}

/** How a server action answers: failures are values, because the browser has to show them. */
export type ActionResult<R> = { ok: true; value: R } | { ok: false; error: PublicError };
