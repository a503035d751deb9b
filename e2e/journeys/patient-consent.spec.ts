import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { Presses } from '../support/presses';
import { signInOver } from '../support/sign-in';
import { plantTenant } from '../support/tenant';
import { expect, test } from '../support/test';

test.describe.configure({ mode: 'parallel' });

/** A patient of a test's own: something is asked, shared, paused, stopped, recorded on behalf, and ends soon. */
async function home(page: Page) {
  const tenant = await plantTenant();
  await signInOver(page.request, tenant.patient);
  await page.goto('/me');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return tenant;
}
const item = (page: Page, thing: string) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: thing, exact: true }) })
    .first();
const dialog = (page: Page) => page.getByRole('dialog');

test('pauses everything with 2 presses, and ends the pause with 2', async ({ stranger, keep }) => {
  const page = await stranger();
  await home(page);
  const pausing = new Presses();
  await pausing.on(page.getByRole('button', { name: 'Pause everything' }));
  await expect(dialog(page)).toContainText('We keep the keys, so nothing is lost.');
  await keep(page, 'consent-pause-dialog');
  await pausing.on(dialog(page).getByRole('button', { name: 'Pause', exact: true }));
  await expect(item(page, 'body temperature').getByText('Paused', { exact: true })).toBeVisible();
  await expect(page.getByText('Sharing', { exact: true })).toHaveCount(0);
  pausing.expectAtMost(2);
  await keep(page, 'consent-paused');
  const ending = new Presses();
  await ending.on(page.getByRole('button', { name: 'End the pause', exact: true }));
  await ending.on(dialog(page).getByRole('button', { name: 'Share again', exact: true }));
  await expect(item(page, 'body temperature').getByText('Sharing', { exact: true })).toBeVisible();
  ending.expectAtMost(2);
});

test('leaves a study with 3 presses, and is told what it does', async ({ stranger, keep }) => {
  const page = await stranger();
  const { mark } = await home(page);
  const name = `A active study, left, ${mark}`;
  const presses = new Presses();
  await presses.on(page.getByRole('link', { name: `About this study: ${name}` }));
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await keep(page, 'consent-study');
  await presses.on(page.getByRole('button', { name: 'Leave this study' }));
  await expect(dialog(page)).toContainText('We delete the keys to them. We cannot undo that.');
  await presses.on(dialog(page).getByRole('button', { name: 'Leave this study' }));
  await expect(page.getByRole('main').getByText('You left this study.').first()).toBeVisible();
  presses.expectAtMost(3);
  await expect(page.getByRole('button', { name: 'Leave this study' })).toHaveCount(0);
});

test('a stop undone keeps its end date, and a new end is chosen', async ({ stranger, keep }) => {
  const page = await stranger();
  await home(page);
  const sleep = item(page, 'sleep');
  await expect(page.getByText('1 kind of data ends soon')).toBeVisible();
  await expect(sleep.getByText(/^Since .* Until /)).toBeVisible();
  await sleep.getByRole('button', { name: 'Stop sharing' }).click();
  await dialog(page).getByRole('button', { name: 'Stop sharing' }).click();
  await expect(sleep.getByText('You stopped', { exact: true })).toBeVisible();
  await keep(page, 'consent-stopped');
  await sleep.getByRole('button', { name: 'Undo' }).click();
  await expect(sleep.getByText('Sharing', { exact: true })).toBeVisible();
  await expect(sleep.getByText(/ Until /)).toBeVisible();
  await sleep.getByRole('button', { name: 'Choose a new end' }).click();
  await dialog(page).getByLabel('Last day to share').fill('2020-01-01');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(dialog(page).getByText('Choose a day that is still to come.')).toBeVisible();
  const year = new Date().getFullYear() + 2;
  await dialog(page).getByLabel('Last day to share').fill(`${year}-06-30`);
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(sleep.getByText(`30 Jun ${year}`)).toBeVisible();
});

test('an answer with an end shows its proof and can be undone', async ({ stranger, keep }) => {
  const page = await stranger();
  const { mark } = await home(page);
  const card = page.locator('section', {
    has: page.getByRole('heading', { name: `A active study, ${mark}` }),
  });
  const question = card.getByRole('group', { name: 'Share your blood sugar?' });
  await expect(question.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(question).toContainText('One reading looks like this: 101 mg/dL');
  await keep(page, 'consent-card');
  await question.getByRole('radio', { name: 'Share', exact: true }).check();
  await card.getByLabel('Last day to share').fill(`${new Date().getFullYear() + 1}-12-31`);
  await card.getByRole('button', { name: 'Send my answers' }).click();
  await expect(card.getByText('Your answers are saved.').first()).toBeVisible();
  await expect(card.getByRole('link', { name: /^Proof [0-9a-f]{8}: blood sugar$/ })).toBeVisible();
  await keep(page, 'consent-answered');
  await card.getByRole('button', { name: 'Undo: share nothing' }).click();
  await expect(item(page, 'blood sugar').getByText('You stopped', { exact: true })).toBeVisible();
});

test('a recorded answer is confirmed, and history shows a day of the past', async ({ stranger, keep }) => {
  const page = await stranger();
  await home(page);
  const pressure = item(page, 'blood pressure');
  await expect(pressure).toContainText('How you told them: on paper');
  await pressure.getByRole('button', { name: 'Yes, this is right' }).click();
  await expect(pressure.getByText('Is this right?')).toHaveCount(0);
  await page.getByRole('link', { name: 'History' }).first().click();
  await expect(page.getByText('You said this is right.')).toBeVisible();
  await page.getByLabel('What did I share on this day?').fill('2020-05-03');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('You had not answered anything by then.')).toBeVisible();
  await page.goto(`/me/history?on=${new Date().toISOString().slice(0, 10)}`);
  const past = page.locator('section', { has: page.getByRole('heading', { name: /^What you shared on/ }) });
  await expect(past.getByRole('listitem').filter({ hasText: 'body temperature' })).toContainText('Sharing');
  await expect(past.getByRole('listitem').filter({ hasText: 'blood oxygen' })).toContainText('Stopped');
  await keep(page, 'consent-as-of');
});

test('a receipt is printed, downloaded and verified by anybody, without a network', async ({
  stranger,
  keep,
}) => {
  const page = await stranger();
  await home(page);
  await page.getByRole('link', { name: 'Receipt for body temperature' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your receipt' })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('link', { name: 'Download', exact: true })).toBeHidden();
  const pdf = await page.pdf({ path: 'e2e/artifacts/pages/receipt.pdf', format: 'A4' });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  await page.emulateMedia({ media: 'screen' });
  const jws = await downloaded(page, 'Download');
  const json = await downloaded(page, 'Download as data (.json)');

  const anybody = await stranger();
  await anybody.goto('/verify');
  await expect(anybody.getByLabel('Or paste the receipt here')).toBeEditable();
  const asked = await offline(anybody.context());
  await anybody
    .getByLabel(/^Choose the file/)
    .setInputFiles({ name: 'a.jws', mimeType: 'text/plain', buffer: Buffer.from(jws) });
  await expect(anybody.getByText('This receipt is real')).toBeVisible();
  await expect(anybody.getByText('omh:body-temperature:4.0')).toBeVisible();
  await keep(anybody, 'verify-genuine');
  await paste(anybody, json);
  await expect(anybody.getByText('This receipt is real')).toBeVisible();
  await paste(anybody, json.replace('"granted"', '"stopped"'));
  await expect(anybody.getByText('Someone changed it, or it was never signed by us.')).toBeVisible();
  await paste(anybody, jws.slice(0, -20));
  await expect(anybody.getByText('A part of the receipt is missing.')).toBeVisible();
  await paste(anybody, 'a letter to my aunt');
  await expect(anybody.getByText('This is not a receipt of ours.')).toBeVisible();
  await keep(anybody, 'verify-refused');
  expect(asked).toEqual([]);
});

for (const [language, words] of [
  [
    'en',
    {
      stop: 'Stop sharing',
      stopped: 'You stopped',
      thing: 'body temperature',
      share: 'Share',
      send: 'Send my answers',
      undo: 'Undo',
    },
  ],
  [
    'es',
    {
      stop: 'Dejar de compartir',
      stopped: 'Usted lo paró',
      thing: 'temperatura del cuerpo',
      share: 'Compartir',
      send: 'Enviar mis respuestas',
      undo: 'Deshacer',
    },
  ],
] as const) {
  test(`the whole path on a phone, by keyboard alone (${language})`, async ({ stranger, baseURL, keep }) => {
    const page = await stranger();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.context().addCookies([{ name: 'locale', value: language, url: baseURL! }]);
    const { mark } = await home(page);
    const card = page.locator('section', {
      has: page.getByRole('heading', { name: `A active study, ${mark}` }),
    });
    await reach(page, card.getByRole('radio', { name: words.share, exact: true }).first(), 'Space');
    await reach(page, card.getByRole('button', { name: words.send }), 'Enter');
    const thing = item(page, words.thing);
    await expect(thing.getByRole('button', { name: words.stop })).toBeVisible();
    await reach(page, thing.getByRole('button', { name: words.stop }), 'Enter');
    await reach(page, dialog(page).getByRole('button', { name: words.stop }), 'Enter');
    await expect(thing.getByText(words.stopped, { exact: true })).toBeVisible();
    await reach(page, thing.getByRole('button', { name: words.undo, exact: true }), 'Enter');
    await expect(thing.getByText(words.stopped, { exact: true })).toHaveCount(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await keep(page, `consent-phone-${language}`);
  });
}

/** With Tab as far as it takes, then the key. */
async function reach(page: Page, target: ReturnType<Page['getByRole']>, key: string): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      await page.keyboard.press(key);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard does not get there');
}

async function downloaded(page: Page, name: string): Promise<string> {
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name, exact: true }).click();
  return readFile(await (await started).path(), 'utf8');
}

async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel('Or paste the receipt here').fill(text);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
}

/** Cuts the network, and lists what would have gone over it. */
async function offline(context: BrowserContext): Promise<string[]> {
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  await context.setOffline(true);
  return asked;
}
