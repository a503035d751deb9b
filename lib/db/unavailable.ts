import 'server-only';
import { AppError } from '@/lib/errors';
import { reportBug } from '@/lib/log';
import { Prisma } from './generated/client';

/** Prisma's own codes for a database that is not there, is full, or was too slow. */
const PRISMA_CODES = ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037'];
/** What the driver adapter calls the same. */
const DRIVER_KINDS = ['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'];
/** SQLSTATE: connection, resources, shutdown, statement and lock timeouts, and two transactions in each other's way. */
const SQL_STATES = /^(?:08|53)...$|^57P0[1-5]$|^57014$|^55P03$|^40001$|^40P01$/;
/** The driver gives these no code. */
const DRIVER_WORDS =
  /^(?:timeout exceeded when trying to connect|timeout expired|Connection terminated|Client has encountered a connection error)/;

/** Runs database work; when the database cannot do it now, that is UNAVAILABLE, and no bug of whoever asked. */
export async function whileReachable<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    reportBug(error, { where: 'database' });
    throw new AppError('UNAVAILABLE', 'This is not possible right now. Please try again in a moment.');
  }
}

function isUnavailable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError))
    return error instanceof Error && DRIVER_WORDS.test(error.message);
  if (PRISMA_CODES.includes(error.code)) return true;
  const { kind, originalCode } = causeOf(error);
  return DRIVER_KINDS.includes(kind ?? '') || SQL_STATES.test(originalCode ?? '');
}

type Cause = { kind?: string; originalCode?: string };

/** Of a raw statement Prisma says only that it failed; what became of it is in what the driver adapter adds. */
function causeOf({ meta }: Prisma.PrismaClientKnownRequestError): Cause {
  const added = meta?.['driverAdapterError'] as { cause?: Cause } | undefined;
  return added?.cause ?? {};
}
