import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { exitOf, startChild } from './children.ts';
import { PlainError } from './plain-error.ts';

/** The one without windows first: it draws the same and starts in a third of the time. */
const SYSTEM_BROWSERS = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A Chromium for the end-to-end tests: Playwright's own, the system's, or Debian's fetched now. */
export async function findChromium(): Promise<string> {
  const found = [process.env['CHROMIUM_PATH'], chromium.executablePath(), ...SYSTEM_BROWSERS].find(isThere);
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) await installChromium();
  const installed = SYSTEM_BROWSERS.find(isThere);
  if (installed !== undefined) return installed;
  throw new PlainError(
    "The end-to-end tests need a Chromium: run `npx playwright install chromium`, install your system's package, or set CHROMIUM_PATH.",
  );
}

const isThere = (path: string | undefined): path is string =>
  path !== undefined && path !== '' && existsSync(path);

async function installChromium(): Promise<void> {
  console.log('Installing Chromium for the end-to-end tests (apt-get) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-qq', '--yes', '--no-install-recommends', 'chromium-headless-shell'],
  ]) {
    const apt = startChild('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    if ((await exitOf(apt)) !== 0) return;
  }
}
