import { defineConfig, devices } from '@playwright/test';

const ARGUMENTS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** Started by `npm test` (scripts/test-end-to-end.ts), which names the server, the browser and the report. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'e2e/artifacts',
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  // Long, because these journeys also run on machines that do much else; a quiet one needs a third of it.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: process.env['E2E_REPORT'] ?? '.test/playwright.json' }]],
  use: {
    baseURL: process.env['E2E_ORIGIN'] ?? 'http://localhost:3000',
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    // What moves is drawn many times over, and nothing here is about how it moves.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    // Recording each step costs a fifth of the time: E2E_TRACE=1 when a failure needs to be understood.
    trace: process.env['E2E_TRACE'] ? 'retain-on-failure' : 'off',
    launchOptions: {
      ...(process.env['CHROMIUM_PATH'] && { executablePath: process.env['CHROMIUM_PATH'] }),
      // Chromium's sandbox does not work for root.
      args: process.getuid?.() === 0 ? [...ARGUMENTS, '--no-sandbox'] : ARGUMENTS,
    },
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
    { name: 'phone', testMatch: '**/*.phone.spec.ts', use: devices['Pixel 7'] },
  ],
});
