import { mkdirSync } from 'node:fs';
import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { PEOPLE } from './people';
import { signInOver } from './sign-in';

export type Role = keyof typeof PEOPLE;
type State = Awaited<ReturnType<BrowserContext['storageState']>>;

type Fixtures = {
  /** A page of a browser of their own, signed in as somebody of the demo data, on no page yet. */
  pageOf: (role: Role) => Promise<Page>;
  /** A page of a browser that has never been here. */
  stranger: () => Promise<Page>;
  /** Keeps what a page looks like with the run's results. */
  keep: (page: Page, name: string) => Promise<void>;
};
type WorkerFixtures = { stateOf: (role: Role) => Promise<State> };

const SHOTS = 'e2e/artifacts/pages';

export const test = base.extend<Fixtures, WorkerFixtures>({
  // One sign-in for each role and worker: the tests are about what comes after it.
  stateOf: [
    async ({ playwright }, use, { project }) => {
      const states = new Map<Role, Promise<State>>();
      const signIn = async (role: Role): Promise<State> => {
        const request = await playwright.request.newContext({ baseURL: project.use.baseURL ?? '' });
        await signInOver(request, PEOPLE[role]);
        const state = await request.storageState();
        await request.dispose();
        return state;
      };
      await use((role) => {
        const state = states.get(role) ?? signIn(role);
        states.set(role, state);
        return state;
      });
    },
    { scope: 'worker' },
  ],
  pageOf: async ({ browser, stateOf }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (role) => {
      const context = await browser.newContext({ storageState: await stateOf(role) });
      opened.push(context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
  stranger: async ({ browser }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext();
      opened.push(context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
  keep: async ({}, use) => {
    mkdirSync(SHOTS, { recursive: true });
    await use(async (page, name) => {
      await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true, animations: 'disabled' });
    });
  },
});

export { expect } from '@playwright/test';
