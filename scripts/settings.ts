import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { inRoot, ROOT } from './paths.ts';
import { PlainError } from './plain-error.ts';

/** What a person may set, in the environment or in `.env`; .env.example explains each. */
const Variables = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  APP_ORIGIN: z.url().optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  DATABASE_URL: z.string().optional(),
  DATA_DIR: z.string().default('.data'),
  DEMO: z.enum(['0', '1']).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().optional(),
});

export interface Settings {
  port: number;
  host: string;
  /** The address in the browser's bar; the only one whose requests may change anything. */
  origin: string;
  /** How many reverse proxies in front of the server write X-Forwarded-For. */
  trustedProxies: number;
  /** An administrator's PostgreSQL address for roles and migrations; null: the embedded one. */
  databaseUrl: string | null;
  dataDirectory: string;
  demo: boolean;
  logLevel: string;
  /** null: mail stays in the outbox. */
  smtpUrl?: string | null;
  mailFrom?: string | null;
}

export function readSettings(defaults: { demo: boolean }): Settings {
  const file = inRoot('.env');
  if (existsSync(file)) process.loadEnvFile(file);
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const { data, error } = Variables.safeParse(given);
  if (!data) {
    const issue = error.issues[0];
    throw new PlainError(
      `The setting ${issue?.path.join('.') ?? ''} is not usable (${issue?.message ?? ''}); see .env.example.`,
    );
  }
  return {
    port: data.PORT,
    host: data.HOST,
    origin: new URL(data.APP_ORIGIN ?? `http://localhost:${data.PORT}`).origin,
    trustedProxies: data.TRUSTED_PROXIES,
    databaseUrl: data.DATABASE_URL ?? null,
    dataDirectory: resolve(ROOT, data.DATA_DIR),
    demo: data.DEMO === undefined ? defaults.demo : data.DEMO === '1',
    logLevel: data.LOG_LEVEL,
    smtpUrl: data.SMTP_URL ?? null,
    mailFrom: data.MAIL_FROM ?? null,
  };
}
