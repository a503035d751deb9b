import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { env } from '@/lib/env';
import { PrismaClient } from './generated/client';

// In development the module is evaluated again after each change; the pool must not be.
const held = globalThis as typeof globalThis & { wellkeptPrisma?: PrismaClient };

// A transaction that hangs must not hold the gate's locks or the sealing horizon (docs/adr/0003).
const LIMITS = '-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=15000';

/** The application's connection: role wellkept_app, which owns nothing and cannot select an observation. */
export function prisma(): PrismaClient {
  held.wellkeptPrisma ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env().APP_DATABASE_URL,
      max: 12,
      // Whoever waits longer is better told to come back; by default they would wait for ever.
      connectionTimeoutMillis: 5_000,
      options: LIMITS,
    }),
  });
  return held.wellkeptPrisma;
}
