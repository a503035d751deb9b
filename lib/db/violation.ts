import 'server-only';
import { Prisma } from './generated/client';

/** A row of the same unique key exists. Judged by code: the driver's words may quote values. */
export function isUniqueViolation(error: unknown): boolean {
  return isKnown(error, 'P2002') || isRaw(error, '23505');
}

function isKnown(error: unknown, code: string): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === code;
}

/** Of a raw statement Prisma says only that it failed; the SQLSTATE is in what the driver adapter adds. */
function isRaw(error: unknown, sqlState: string): boolean {
  return (
    error instanceof Prisma.PrismaClientKnownRequestError &&
    error.code === 'P2010' &&
    JSON.stringify(error.meta ?? {}).includes(`"originalCode":"${sqlState}"`)
  );
}
