import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import type { BenchContext } from './bench-context.ts';
import { exitOf, startChild } from './children.ts';
import { prepareRoles, roleUrl, serverVersion } from './database.ts';
import { runCommand } from './lifetime.ts';
import { holdLock } from './lock.ts';
import { inRoot } from './paths.ts';
import { PlainError } from './plain-error.ts';
import { ensureSecrets } from './secrets.ts';
import { serverEnvironment } from './server-environment.ts';
import type { Settings } from './settings.ts';
import { copyTemplate, createTemplate, startTestPostgres, TEST_FOLDER } from './test-server.ts';

/** `npm run bench [-- name …]`: measures on a PostgreSQL of its own and prints a table with the machine. */
await runCommand(async () => {
  const files = benchFiles(process.argv.slice(2));
  holdLock(`${TEST_FOLDER}/running.json`, 'A test or benchmark run');
  const { adminUrl } = await startTestPostgres();
  await createTemplate(adminUrl);
  await printMachine(adminUrl);
  const codes: number[] = [];
  for (const file of files) codes.push(await runFile(adminUrl, file));
  return codes.every((code) => code === 0) ? 0 : 1;
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

/** A database and a process for each file, so that one does not warm or fill another's. */
async function runFile(testServerUrl: string, file: string): Promise<number> {
  const adminUrl = await copyTemplate(testServerUrl, `bench_${file.replaceAll('-', '_')}`);
  const secrets = await ensureSecrets(`${TEST_FOLDER}/bench-secrets`);
  await prepareRoles(adminUrl, { app: secrets.appPassword, sealer: secrets.sealerPassword });
  const context: BenchContext = {
    adminUrl,
    appUrl: roleUrl(adminUrl, 'app', secrets.appPassword),
    sealerUrl: roleUrl(adminUrl, 'sealer', secrets.sealerPassword),
  };
  const child = startChild(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', inRoot('scripts/bench-file.ts'), file],
    {
      env: {
        ...process.env,
        ...serverEnvironment('production', benchSettings(adminUrl), secrets, adminUrl),
        BENCH_CONTEXT: JSON.stringify(context),
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  return exitOf(child);
}

function benchSettings(databaseUrl: string): Settings {
  return {
    port: 3000,
    host: '127.0.0.1',
    origin: 'http://localhost:3000',
    databaseUrl,
    dataDirectory: `${TEST_FOLDER}/bench-data`,
    trustedProxies: 0,
    demo: false,
    logLevel: 'silent',
  };
}

async function printMachine(adminUrl: string): Promise<void> {
  const model = cpus()[0]?.model ?? 'unknown processor';
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  console.log(`Machine: ${availableParallelism()} cores of ${model}, ${memory}, ${type()} ${release()}`);
  console.log(`Node ${process.versions.node}, PostgreSQL ${await serverVersion(adminUrl)}\n`);
}
