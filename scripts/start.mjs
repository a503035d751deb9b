// The first step of every npm command: plain JavaScript without packages, because it installs them.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const MODULES = join(ROOT, 'node_modules');
const NODE = join(MODULES, 'node', 'bin', 'node');
const COMMANDS = ['demo', 'dev', 'serve', 'build', 'check', 'test', 'bench', 'phone', 'draft-migration'];

/** Ends with one sentence: what is wrong and what to do. */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 20)) return;
  stop(
    `Wellkept needs Node 20.20 or newer to start and this is ${process.versions.node}; install a newer one from https://nodejs.org.`,
  );
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Compares what npm wrote down as installed with the lockfile, so that an `npm ci` by hand counts as well. */
function packagesAreInstalled() {
  const record = join(MODULES, '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = readJson(record).packages;
  return Object.entries(readJson(join(ROOT, 'package-lock.json')).packages).every(
    ([path, entry]) =>
      path === '' || (entry.optional && !installed[path]) || installed[path]?.version === entry.version,
  );
}

function installPackages() {
  if (packagesAreInstalled()) return;
  console.log('Installing packages (npm ci) …');
  // No package needs its install script: Node and PostgreSQL are prepared here, esbuild works without.
  const result = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'pipe'],
    shell: process.platform === 'win32',
  });
  if (result.status === 0) return;
  const said = result.stderr ?? '';
  if (
    /npm error code (ENOTFOUND|ECONN\w+|ETIMEDOUT|EAI_AGAIN|ENOTCACHED|ENETUNREACH|EHOSTUNREACH)/.test(said)
  ) {
    stop(
      'Some packages are missing and the npm registry cannot be reached; connect to a network and run this again.',
    );
  }
  console.error(said);
  stop('The packages could not be installed; npm says above why.');
}

function versionOf(binary) {
  const result = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim() : null;
}

/** Node 24 from the npm package `node`, whose install script fetches the binary for this machine. */
function findNode() {
  if (existsSync(NODE) && versionOf(NODE)?.startsWith('v24.')) return NODE;
  console.log('Fetching Node 24 …');
  const log = spawnSync(process.execPath, ['installArchSpecificPackage'], {
    cwd: join(MODULES, 'node'),
    encoding: 'utf8',
  });
  if (existsSync(NODE) && versionOf(NODE)?.startsWith('v24.')) return NODE;
  if (process.versions.node.startsWith('24.')) return process.execPath;
  console.error(log.stderr);
  return stop(
    'Node 24 could not be fetched from the npm registry; connect to a network that reaches it, or run this with Node 24.',
  );
}

/** The Prisma client is generated code and not committed; it follows the schema and Prisma's version. */
function generateClient(node, environment) {
  const schema = join(ROOT, 'prisma', 'schema.prisma');
  if (!existsSync(schema)) return;
  const mark = join(ROOT, 'lib', 'db', 'generated', '.made-from');
  const version = readJson(join(MODULES, 'prisma', 'package.json')).version;
  const source = createHash('sha256').update(readFileSync(schema)).update(version).digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === source) return;
  const result = spawnSync(node, [join(MODULES, 'prisma', 'build', 'index.js'), 'generate'], {
    cwd: ROOT,
    encoding: 'utf8',
    // Generating needs no engine, yet Prisma looks for one to download unless it is given some executable.
    env: { ...environment, PRISMA_SCHEMA_ENGINE_BINARY: node, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  });
  if (result.status !== 0) {
    console.error(result.stdout + result.stderr);
    stop('The database client could not be generated from prisma/schema.prisma (see above).');
  }
  writeFileSync(mark, source);
}

/** npm hands a SIGTERM to its shell, and some shells die of it without a word to us. */
function endWithParent(child) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 300);
  watch.unref();
}

function run(node, environment, command, args) {
  const script = join(ROOT, 'scripts', `${command}.ts`);
  const child = spawn(node, ['--conditions=react-server', '--import', 'tsx', script, ...args], {
    cwd: ROOT,
    env: environment,
    // The channel tells the command when this process is gone, so that it never outlives its terminal.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) endWithParent(child);
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}

refuseOldNode();
const [command = '', ...args] = process.argv.slice(2);
if (!COMMANDS.includes(command)) stop(`There is no command "${command}"; there are ${COMMANDS.join(', ')}.`);
installPackages();
const node = findNode();
const { NODE_OPTIONS: _, ...inherited } = process.env;
const path = [join(MODULES, 'node', 'bin'), join(MODULES, '.bin'), inherited.PATH].join(delimiter);
const environment = { ...inherited, PATH: path };
generateClient(node, environment);
run(node, environment, command, args);
