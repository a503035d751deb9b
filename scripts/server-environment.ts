import { roleUrl } from './database.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/** What a program needs to run at all; nothing of Wellkept is in it. */
export function bareEnvironment(mode: 'production' | 'development'): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: '1',
    // Next reads .env files by itself, and with them an administrator's DATABASE_URL; this says it has done so.
    __NEXT_PROCESSED_ENV: 'true',
    ...(process.env['NEXT_DIST_DIR'] && { NEXT_DIST_DIR: process.env['NEXT_DIST_DIR'] }),
  };
}

/** The whole environment of the server: the administrator's database address is never in it. */
export function serverEnvironment(
  mode: 'production' | 'development',
  settings: Settings,
  secrets: Secrets,
  adminUrl: string,
): NodeJS.ProcessEnv {
  return {
    ...bareEnvironment(mode),
    PORT: String(settings.port),
    APP_DATABASE_URL: roleUrl(adminUrl, 'app', secrets.appPassword),
    SEALER_DATABASE_URL: roleUrl(adminUrl, 'sealer', secrets.sealerPassword),
    APP_ORIGIN: settings.origin,
    NEXTAUTH_URL: settings.origin,
    TRUSTED_PROXIES: String(settings.trustedProxies),
    SESSION_SECRET: secrets.sessionSecret,
    AUDIT_SIGNING_KEY: secrets.auditSigningKey,
    AUDIT_WITNESS_KEY: secrets.auditWitnessKey,
    RECEIPT_SIGNING_KEY: secrets.receiptSigningKey,
    SET_UP_CODE: secrets.setUpCode,
    FACTOR_KEY: secrets.factorKey,
    ...(settings.smtpUrl && { SMTP_URL: settings.smtpUrl }),
    ...(settings.mailFrom && { MAIL_FROM: settings.mailFrom }),
    DATA_DIR: settings.dataDirectory,
    DEMO: settings.demo ? '1' : '0',
    LOG_LEVEL: settings.logLevel,
  };
}
