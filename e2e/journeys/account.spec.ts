import type { Page } from '@playwright/test';
import { hotp, stepAt } from '@/lib/auth/totp';
import { withDatabase } from '../support/database';
import { newestLetter } from '../support/invitee';
import { signInByForm, signInOver } from '../support/sign-in';
import { plantTenant } from '../support/tenant';
import { expect, test } from '../support/test';

test.slow();

const HOME = /\/o\/[0-9a-f-]{36}$/;
/** The home of a console is drawn for the first time. */
const SLOW = { timeout: 30_000 };

type Credentials = { email: string; password: string };

/** An authenticator app with the key on the page. It gives no code twice: the next may be of the step to come. */
function codeApp(key: string): { newCode: () => string } {
  const letters = key.replaceAll(' ', '');
  const bits = Array.from(letters, (letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  ).join('');
  const secret = Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2));
  let step = 0;
  return {
    newCode: () => {
      step = Math.max(stepAt(Date.now()), step + 1);
      return hotp(secret, step);
    },
  };
}

async function setUpCodeApp(
  page: Page,
  { password }: Credentials,
): Promise<{ app: ReturnType<typeof codeApp>; used: string; codes: string[] }> {
  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Set up a code app' }).click();
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Cancel' }) });
  await form.getByLabel('Your password now').fill(password);
  await form.getByRole('button', { name: 'Set up a code app' }).click();
  const [, key = ''] =
    /type this key: ([A-Z2-7 ]+)/.exec(await page.getByText('Or type this key').innerText()) ?? [];
  const app = codeApp(key);
  const used = app.newCode();
  await page.getByLabel('Then type the code it shows').fill(used);
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await expect(page.getByText('Keep these codes somewhere safe.')).toBeVisible();
  const codes = await page.getByRole('status').locator('li').allInnerTexts();
  await page.getByRole('button', { name: 'I have saved them' }).click();
  await expect(page.getByText('A code app is set up.')).toBeVisible();
  return { app, used, codes };
}

const codePage = (page: Page) => expect(page.getByRole('heading', { level: 1 })).toHaveText('One more step');

async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Next', exact: true }).click();
}

test('a code app: set up, asked for at sign-in, a used code refused, a recovery code in its place', async ({
  stranger,
  keep,
}) => {
  const { manager } = await plantTenant();
  const page = await stranger();
  await signInOver(page.request, manager);
  const { app, used, codes } = await setUpCodeApp(page, manager);
  expect(codes).toHaveLength(10);
  await keep(page, 'account-security-with-app');

  const next = await stranger();
  await signInByForm(next, manager);
  await codePage(next);
  await keep(next, 'sign-in-code');
  const waiting = await next.context().newPage();
  await waiting.goto('/account');
  await expect(waiting).toHaveURL(/\/sign-in/);
  await typeCode(next, used);
  await expect(next.getByRole('alert').filter({ hasText: 'That code is not right' })).toBeFocused();
  await typeCode(next, app.newCode());
  await expect(next).toHaveURL(HOME, SLOW);

  const lost = await stranger();
  await signInByForm(lost, manager);
  await codePage(lost);
  await typeCode(lost, codes[0] ?? '');
  await expect(lost).toHaveURL(HOME, SLOW);
});

test('a passkey: added, shown at sign-in, removed', async ({ stranger }) => {
  const { member } = await plantTenant();
  const page = await stranger();
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('WebAuthn.enable');
  await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await signInOver(page.request, member);
  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Cancel' }) });
  await form.getByLabel('Name of the passkey').fill('Test key');
  await form.getByLabel('Your password now').fill(member.password);
  await form.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('Keep these codes somewhere safe.')).toBeVisible();
  await page.getByRole('button', { name: 'I have saved them' }).click();
  await expect(page.getByText('Test key')).toBeVisible();

  await page.request.post('/api/auth/sign-out', { headers: { origin: new URL(page.url()).origin } });
  await signInByForm(page, member);
  await codePage(page);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL(HOME, SLOW);

  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Remove Test key' }).click();
  await form.getByLabel('Your password now').fill(member.password);
  await form.getByRole('button', { name: 'Remove Test key' }).click();
  await expect(page.getByText('Test key')).toHaveCount(0);
});

test('a forgotten password: the mailed link sets a new one, once', async ({ stranger, keep }) => {
  const { viewer } = await plantTenant();
  const page = await stranger();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByText('Your passphrase is something else.')).toBeVisible();
  await page.getByLabel('E-mail').fill(viewer.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText('Look at your mail')).toBeVisible();
  await keep(page, 'recover-sent');
  const [link = ''] = /https?:\/\/\S+\/recover\/[\w-]{43}/.exec(await newestLetter(page, viewer.email)) ?? [];
  await page.goto(link);
  const password = 'eleven otters under a bridge';
  await page.getByLabel('New password').fill(password);
  await page.getByRole('button', { name: 'Save the password' }).click();
  await expect(page.getByText('Your new password is saved.')).toBeVisible();
  await signInByForm(page, { ...viewer, password });
  await expect(page).toHaveURL(HOME, SLOW);
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link does not work any more.');
});

test('an organization asks for a second factor; a lost one is taken away by a manager', async ({
  stranger,
  keep,
}) => {
  const { organizationId, manager, viewer } = await plantTenant();
  await withDatabase((db) => db.query('DELETE FROM factor_reset WHERE user_id = $1', [viewer.userId]));
  const [boss, colleague] = [await stranger(), await stranger()];
  await signInOver(boss.request, manager);
  await setUpCodeApp(boss, manager);
  await boss.goto(`/o/${organizationId}/settings/security`);
  await boss.getByRole('button', { name: 'Require a second factor' }).click();
  await boss.getByRole('alertdialog').getByRole('button', { name: 'Require', exact: true }).click();
  await expect(boss.getByText('Everyone with a role here or below needs a second factor.')).toBeVisible();

  await signInOver(colleague.request, viewer);
  await colleague.goto(`/o/${organizationId}/studies`);
  await expect(colleague).toHaveURL(/\/account\/security\?needed$/);
  await expect(colleague.getByText('Your organization asks for a second step.')).toBeVisible();
  await setUpCodeApp(colleague, viewer);
  await colleague.goto(`/o/${organizationId}/studies`);
  await expect(colleague.getByRole('heading', { level: 1 })).toHaveText('Studies');

  const lost = await stranger();
  await signInByForm(lost, viewer);
  await codePage(lost);
  await lost.getByRole('button', { name: 'I lost my second step' }).click();
  await lost.getByRole('button', { name: 'Ask my organization' }).click();
  await expect(lost.getByText('Your organization can see that you asked.')).toBeVisible();
  await boss.reload();
  await keep(boss, 'organization-security');
  await boss.getByRole('button', { name: /^Take the lost factor from/ }).click();
  await boss.getByRole('alertdialog').getByRole('button', { name: 'Take it away' }).click();
  await expect(boss.getByText('Nobody asks')).toBeVisible();
  await colleague.reload();
  await expect(colleague).toHaveURL(/\/sign-in/);
  await signInByForm(lost, viewer);
  await expect(lost).toHaveURL(/\/account\/security\?needed$/);
});
