import pg from 'pg';
import { PlainError } from './plain-error.ts';

/** Owns the database and every table; nobody signs in as it, migrations take it on with `SET ROLE`. */
export const OWNER_ROLE = 'wellkept_owner';

export interface RolePasswords {
  app: string;
  sealer: string;
}

const LOGIN_ROLES = { app: 'wellkept_app', sealer: 'wellkept_sealer' } as const;

/**
 * Makes the three roles as they should be, and the owner role own the database. Safe to run again.
 * What the login roles may touch is granted by the migrations, table by table.
 */
export async function prepareRoles(adminUrl: string, passwords: RolePasswords): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await ensureRole(client, OWNER_ROLE, 'NOLOGIN');
    for (const [key, role] of Object.entries(LOGIN_ROLES)) {
      const password = client.escapeLiteral(passwords[key as keyof RolePasswords]);
      await ensureRole(client, role, `LOGIN NOINHERIT PASSWORD ${password}`);
    }
  });
  await ownDatabase(adminUrl);
}

/** An administrator who is no superuser may not even repeat that a role is none, so only what differs is said. */
async function ensureRole(client: pg.Client, role: string, attributes: string): Promise<void> {
  const harmless = 'NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';
  const { rows } = await client.query<{ mighty: boolean }>(
    `SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls AS mighty
     FROM pg_roles WHERE rolname = $1`,
    [role],
  );
  const [existing] = rows;
  const wanted = existing?.mighty === false ? attributes : `${attributes} ${harmless}`;
  await client.query(`${existing ? 'ALTER' : 'CREATE'} ROLE ${role} WITH ${wanted}`);
}

/** Gives the database to the owner role and takes from everybody what PostgreSQL allows everybody. */
export async function ownDatabase(adminUrl: string): Promise<void> {
  const logins = Object.values(LOGIN_ROLES).join(', ');
  await withClient(adminUrl, async (client) => {
    const database = client.escapeIdentifier(client.database ?? 'postgres');
    const admin = await client.query<{ superuser: boolean }>(
      'SELECT rolsuper AS superuser FROM pg_roles WHERE rolname = current_user',
    );
    // An administrator who is no superuser may only take on roles of which it is a member.
    const roles = `${OWNER_ROLE}, ${LOGIN_ROLES.app}`;
    if (admin.rows[0]?.superuser !== true) await client.query(`GRANT ${roles} TO CURRENT_USER`);
    await client.query(`ALTER DATABASE ${database} OWNER TO ${OWNER_ROLE}`);
    await client.query(`ALTER SCHEMA public OWNER TO ${OWNER_ROLE}`);
    await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await client.query(`GRANT USAGE ON SCHEMA public TO ${logins}`);
    await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${logins}`);
  });
}

/** The same server and database, signed in as one of the two login roles. */
export function roleUrl(adminUrl: string, role: keyof RolePasswords, password: string): string {
  const url = new URL(adminUrl);
  url.username = LOGIN_ROLES[role];
  url.password = encodeURIComponent(password);
  return url.toString();
}

/** The administrator's address with every new session working as the owner role, for migrations. */
export function ownerUrl(adminUrl: string): string {
  return actingAs(adminUrl, OWNER_ROLE);
}

/**
 * The same with the application's rights, for the demo data: it may do what the application may, and move the clock
 * because it did not sign in as the application. No commit waits for the disk: a seed that was cut short is started over.
 */
export function seedUrl(adminUrl: string): string {
  return actingAs(adminUrl, LOGIN_ROLES.app, '-c synchronous_commit=off');
}

function actingAs(adminUrl: string, role: string, settings = ''): string {
  const url = new URL(adminUrl);
  url.searchParams.set('options', `-c role=${role} ${settings}`.trim());
  // libpq and Prisma read a plus sign as itself, not as a space.
  return url.toString().replaceAll('+', '%20');
}

export async function createDatabase(adminUrl: string, name: string, template?: string): Promise<string> {
  const url = new URL(adminUrl);
  await withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount !== 0) return;
    const copy = template === undefined ? '' : ` TEMPLATE ${client.escapeIdentifier(template)}`;
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}${copy}`);
  });
  url.pathname = `/${name}`;
  return url.toString();
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
  });
}

export async function serverVersion(adminUrl: string): Promise<string> {
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? 'unknown';
  });
}

export async function withClient<R>(url: string, work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  try {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    await client.connect();
    return client;
  } catch (error) {
    throw new PlainError(`The PostgreSQL of DATABASE_URL (${place(url)}) cannot be used: ${reason(error)}`);
  }
}

/** Host, port and database of an address: never its password. */
function place(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}:${port === '' ? '5432' : port}${pathname}`;
  } catch {
    return 'not an address of the form postgresql://user:password@host:port/database';
  }
}

function reason(error: unknown): string {
  // A refused connection arrives as one error for each address of the host, without a message of its own.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
