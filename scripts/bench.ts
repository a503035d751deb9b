import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import type { Bench, BenchContext, BenchResult } from './bench-context.ts';
import { prepareRoles, roleUrl, serverVersion } from './database.ts';
import { runCommand } from './lifetime.ts';
import { holdLock } from './lock.ts';
import { inRoot } from './paths.ts';
import { PlainError } from './plain-error.ts';
import { ensureSecrets } from './secrets.ts';
import { serverEnvironment } from './server-environment.ts';
import { copyTemplate, createTemplate, startTestPostgres, TEST_FOLDER } from './test-server.ts';

/** `npm run bench [-- name …]`: measures on a PostgreSQL of its own and prints a table with the machine. */
await runCommand(async () => {
  const files = benchFiles(process.argv.slice(2));
  holdLock(`${TEST_FOLDER}/running.json`, 'A test or benchmark run');
  const { adminUrl } = await startTestPostgres();
  await createTemplate(adminUrl);
  await printMachine(adminUrl);
  for (const file of files) {
    const context = await contextFor(adminUrl, file);
    const { run } = (await import(`./bench/${file}.ts`)) as { run: Bench };
    printResults(file, await run(context));
  }
  return 0;
});

function benchFiles(wanted: string[]): string[] {
  const folder = inRoot('scripts', 'bench');
  const all = existsSync(folder) ? readdirSync(folder).map((name) => name.replace(/\.ts$/, '')) : [];
  const unknown = wanted.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    throw new PlainError(`There is no benchmark "${unknown}"; there are ${all.join(', ')}.`);
  }
  return (wanted.length === 0 ? all : wanted).sort();
}

/** A database for each file, so that one does not warm or fill another's. */
async function contextFor(testServerUrl: string, file: string): Promise<BenchContext> {
  const adminUrl = await copyTemplate(testServerUrl, `bench_${file.replaceAll('-', '_')}`);
  const secrets = await ensureSecrets(`${TEST_FOLDER}/bench-secrets`);
  await prepareRoles(adminUrl, { app: secrets.appPassword, sealer: secrets.sealerPassword });
  const settings = {
    port: 3000,
    host: '127.0.0.1',
    origin: 'http://localhost:3000',
    databaseUrl: adminUrl,
    dataDirectory: `${TEST_FOLDER}/bench-data`,
    demo: false,
    logLevel: 'silent',
  };
  Object.assign(process.env, serverEnvironment('production', settings, secrets, adminUrl));
  return {
    adminUrl,
    appUrl: roleUrl(adminUrl, 'app', secrets.appPassword),
    sealerUrl: roleUrl(adminUrl, 'sealer', secrets.sealerPassword),
  };
}

async function printMachine(adminUrl: string): Promise<void> {
  const model = cpus()[0]?.model ?? 'unknown processor';
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  console.log(`Machine: ${availableParallelism()} cores of ${model}, ${memory}, ${type()} ${release()}`);
  console.log(`Node ${process.versions.node}, PostgreSQL ${await serverVersion(adminUrl)}\n`);
}

function printResults(file: string, results: BenchResult[]): void {
  console.log(file);
  const widths = (['what', 'result'] as const).map((key) =>
    Math.max(...results.map((row) => row[key].length)),
  );
  for (const { what, result, note = '' } of results) {
    console.log(`  ${what.padEnd(widths[0] ?? 0)}  ${result.padEnd(widths[1] ?? 0)}  ${note}`.trimEnd());
  }
  console.log('');
}
