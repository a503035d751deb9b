import 'server-only';
import { z } from 'zod';

/** Everything the server takes from its environment. scripts/ sets it; .env.example explains it. */
const Environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  APP_DATABASE_URL: z.string().min(1),
  SEALER_DATABASE_URL: z.string().min(1),
  APP_ORIGIN: z.url().default('http://localhost:3000'),
  SESSION_SECRET: z.string().min(32),
  AUDIT_SIGNING_KEY: z.string().min(1),
  AUDIT_WITNESS_KEY: z.string().min(1),
  RECEIPT_SIGNING_KEY: z.string().min(1),
  /** Without one, nobody can make the first administrator from outside. */
  SET_UP_CODE: z.string().min(16).optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** 32 bytes in base64: what seals the secrets of authenticator apps. */
  FACTOR_KEY: z.string().min(43),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).optional(),
  DATA_DIR: z.string().default('./.data'),
  DEMO: z.enum(['0', '1']).default('0'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});
export type Environment = z.output<typeof Environment>;

let parsed: Environment | undefined;

/** Parsed at first use and not at import, so that a build needs no secrets. */
export function env(): Environment {
  parsed ??= Environment.parse(process.env);
  return parsed;
}

/** On its own because the logger is made at import, before a build has the rest. */
export function logLevel(): Environment['LOG_LEVEL'] {
  return Environment.shape.LOG_LEVEL.parse(process.env['LOG_LEVEL']);
}
