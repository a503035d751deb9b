import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';

/**
 * A database of its own for one test file, copied from the migrated template that `npm test` prepares. Never a mock.
 * TEST_DATABASE_URL is an administrator's connection; the roles' test passwords are their short names.
 */
export type TestDatabase = {
  /** As a superuser: to build worlds and to look past row security. */
  admin: pg.Pool;
  adminUrl: string;
  appUrl: string;
  sealerUrl: string;
  close: () => Promise<void>;
};

export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) throw new Error('Database tests need TEST_DATABASE_URL; `npm test -- database` sets it.');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await once(server, `CREATE DATABASE ${name} TEMPLATE wellkept_template OWNER wellkept_owner`);
  const urls = {
    adminUrl: urlFor(server, name),
    appUrl: urlFor(server, name, 'wellkept_app', 'app'),
    sealerUrl: urlFor(server, name, 'wellkept_sealer', 'sealer'),
  };
  setEnvironment(urls.appUrl, urls.sealerUrl);
  const admin = new pg.Pool({ connectionString: urls.adminUrl, max: 8 });
  admin.on('error', () => undefined); // connections are cut when the database is dropped
  const close = async () => {
    await admin.end();
    await once(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  return { admin, ...urls, close };
}

/** What lib/env.ts expects; keys are made anew for each file. */
function setEnvironment(appUrl: string, sealerUrl: string): void {
  const p256 = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const ed25519 = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  Object.assign(process.env, {
    APP_DATABASE_URL: appUrl,
    SEALER_DATABASE_URL: sealerUrl,
    APP_ORIGIN: 'http://localhost:3000',
    SESSION_SECRET: randomBytes(32).toString('base64'),
    SET_UP_CODE: randomBytes(10).toString('hex'),
    AUDIT_SIGNING_KEY: JSON.stringify(p256()),
    AUDIT_WITNESS_KEY: JSON.stringify(ed25519),
    FACTOR_KEY: randomBytes(32).toString('base64'),
    RECEIPT_SIGNING_KEY: JSON.stringify(p256()),
    LOG_LEVEL: 'silent',
  });
}

function urlFor(server: string, database: string, user?: string, password?: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  if (user && password) Object.assign(url, { username: user, password });
  return url.href;
}

/** CREATE and DROP DATABASE run outside a transaction; two files copying the template at once wait for each other. */
async function once(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(hashtext('wellkept_template'))`);
    await client.query(statement);
  } finally {
    await client.end();
  }
}
