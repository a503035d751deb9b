import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { createDatabase, dropDatabase, ownDatabase, ownerUrl } from './database.ts';

export type { MigrationList, SchemaEngine };

/** No table of the database lies outside the schema's care. */
export const EVERYTHING = { externalTables: [], externalEnums: [] };

/**
 * Prisma's schema engine as WebAssembly: its native one is a download that not every network allows.
 * Its connections are closed when `work` is done.
 */
export async function withSchemaEngine<R>(
  adminUrl: string,
  work: (engine: SchemaEngine) => Promise<R>,
  schema?: string,
): Promise<R> {
  await loadEngine();
  const datamodels: [string, string][] | undefined =
    schema === undefined ? undefined : [['schema.prisma', schema]];
  const pool = openPool(adminUrl);
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(adapters(pool, adminUrl));
    // The engine logs every statement; what went wrong arrives as an error anyway.
    return await work(await glue.SchemaEngine.new({ datamodels }, () => undefined, factory));
  } finally {
    await pool.end();
  }
}

let loading: Promise<void> | undefined;

function loadEngine(): Promise<void> {
  loading ??= instantiate();
  return loading;
}

/** The package's own entry imports its .wasm as a module, which Node only does behind a flag. */
async function instantiate(): Promise<void> {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const module = await WebAssembly.compile(readFileSync(script.replace(/\.js$/, '.wasm')));
  const instance = await WebAssembly.instantiate(module, {
    './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports,
  });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
}

/** Connections that work as the owner role, to the database itself and to throw-away copies for drafting. */
function adapters(pool: pg.Pool, adminUrl: string): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    // The adapter cuts scripts at every semicolon, also inside function bodies. Sent whole, PostgreSQL
    // parses the script itself and runs it as one transaction, as `prisma migrate deploy` does.
    adapter.executeScript = (script) => runScript(pool, script);
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = (query) => readingOneByteColumns(query, queryRaw);
    return adapter;
  };
  factory.connectToShadowDb = () => connectToShadow(adminUrl);
  return factory;
}

/** PostgreSQL's one-byte "char" columns of the catalogue that the engine asks for and the adapter cannot read. */
const ONE_BYTE_COLUMNS: Record<string, string> = {
  'constr.contype AS constraint_type,': 'constraint_type',
  'con.confdeltype,': 'confdeltype',
  'con.confupdtype,': 'confupdtype',
};

async function readingOneByteColumns(
  query: SqlQuery,
  queryRaw: (query: SqlQuery) => Promise<SqlResultSet>,
): Promise<SqlResultSet> {
  let sql = query.sql;
  for (const [text, name] of Object.entries(ONE_BYTE_COLUMNS)) {
    sql = sql.replace(text, `${text.split(/[ ,]/, 1)[0]}::text AS ${name},`);
  }
  const result = await queryRaw({ ...query, sql });
  if (sql === query.sql) return result;
  result.columnNames.forEach((name, index) => {
    if (Object.values(ONE_BYTE_COLUMNS).includes(name)) result.columnTypes[index] = ColumnTypeEnum.Character;
  });
  return result;
}

/** Without an idle limit: its timer would keep a finished command waiting for ten seconds. */
function openPool(adminUrl: string): pg.Pool {
  return new pg.Pool({ connectionString: ownerUrl(adminUrl), max: 2, idleTimeoutMillis: 0 });
}

async function runScript(pool: pg.Pool, script: string): Promise<void> {
  try {
    await pool.query(script);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    const { code = 'XX000', severity = 'ERROR', message, detail, column, hint } = error;
    throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint });
  }
}

async function connectToShadow(adminUrl: string): ReturnType<PrismaPg['connectToShadowDb']> {
  const name = `wellkept_shadow_${randomBytes(6).toString('hex')}`;
  const shadowUrl = await createDatabase(adminUrl, name);
  await ownDatabase(shadowUrl);
  const pool = openPool(shadowUrl);
  const adapter = await adapters(pool, shadowUrl).connect();
  adapter.dispose = async () => {
    await pool.end();
    await dropDatabase(adminUrl, name);
  };
  return adapter;
}
