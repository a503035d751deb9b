import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { withDatabase } from '../support/database';
import { newestLetter } from '../support/invitee';
import { ownTree } from '../support/own-tree';
import { PEOPLE } from '../support/people';
import type { PeopleTree } from '../support/people-tree';
import { signInOver } from '../support/sign-in';
import { expect, test } from '../support/test';

type State = 'open' | 'expired' | 'revoked' | 'accepted';

/** An invitation into the tree's organization; the secret of its link. */
async function invite({ places, askers, mark }: PeopleTree, state: State, email: string): Promise<string> {
  const secret = randomBytes(32);
  const inviter = askers.find(({ name }) => name === 'parent manager')!;
  await withDatabase((client) =>
    client.query(
      `INSERT INTO invitation (kind, role, organization_id, email, token_hash, created_by, expires_at, revoked_at, accepted_at, accepted_by)
       VALUES ('practitioner', 'member', $1, $2, $3, $4, now() + CASE WHEN $5 = 'expired' THEN -interval '1 day' ELSE interval '7 days' END,
               CASE WHEN $5 = 'revoked' THEN now() END, CASE WHEN $5 = 'accepted' THEN now() END,
               CASE WHEN $5 = 'accepted' THEN $4::uuid END)`,
      [places.organization, email, createHash('sha256').update(secret).digest(), inviter.userId, state],
    ),
  );
  await withDatabase((client) =>
    client.query('UPDATE organization SET contact = $1 WHERE id = $2', [`Desk ${mark}`, places.organization]),
  );
  return secret.toString('base64url');
}

const newAddress = () => `new.${randomUUID()}@demo.wellkept.example`;
const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

test('a colleague sees what they get, proves the address, and is in; the link is then used up', async ({
  stranger,
}) => {
  const { tree, at } = await ownTree(await stranger());
  const [page, email] = [await stranger(), newAddress()];
  const link = `/invite/${await invite(tree, 'open', email)}`;
  await page.goto(link);
  await heading(page, new RegExp(`Organization ${tree.mark}`));
  await expect(page.getByText(/as member/)).toBeVisible();
  await expect(page.locator('main')).not.toContainText(email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByRole('status')).toContainText('We sent a code');
  const [, code = ''] = /Your code is (\d+)/.exec(await newestLetter(page, email)) ?? [];
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Your name').fill('Nova Colleague');
  await page.getByLabel('Choose a password').fill('nine bridges and a boat');
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page).not.toHaveURL(/invite/);
  expect((await page.request.get(`${at}/people`)).status()).toBe(200);
  const later = await stranger();
  await later.goto(link);
  await heading(later, 'This link was used');
  await expect(later.getByRole('link', { name: 'Sign in' })).toBeVisible();
});

test('expired, revoked and unknown links say why and whom to ask, and tell nothing else', async ({
  stranger,
}) => {
  const { tree } = await ownTree(await stranger());
  const page = await stranger();
  for (const [state, title] of [
    ['expired', 'This link is too old'],
    ['revoked', 'This invitation was taken back'],
  ] as const) {
    const email = newAddress();
    await page.goto(`/invite/${await invite(tree, state, email)}`);
    await heading(page, title);
    await expect(page.getByText(`Desk ${tree.mark}`)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
    await expect(page.locator('main')).not.toContainText(email);
    await expect(page.locator('main')).not.toContainText(/as member/);
    await expect(page.getByRole('button', { name: 'Send me a code' })).toHaveCount(0);
  }
  await page.goto(`/invite/${randomBytes(32).toString('base64url')}`);
  await heading(page, 'We do not know this link');
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await expect(page.locator('main')).not.toContainText(tree.mark);
});

test('somebody else is told so, gets nothing, and can make room for whoever is meant', async ({
  stranger,
  baseURL,
}) => {
  const { tree } = await ownTree(await stranger());
  const [page, email] = [await stranger(), newAddress()];
  const link = `/invite/${await invite(tree, 'open', email)}`;
  await page.goto('/sign-in');
  await signInOver(page.request, PEOPLE.viewer);
  const headers = { origin: baseURL! };
  const answer = await page.request.post(`${link}/accept`, { data: {}, headers });
  expect(answer.ok(), 'an address that is not theirs').toBe(false);
  await page.goto(link);
  await expect(page.getByText('This is for another address')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Accept', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Send me a code' })).toBeVisible();
});

test('a patient’s account with the same address cannot become a practitioner', async ({ stranger }) => {
  const { tree } = await ownTree(await stranger());
  const page = await stranger();
  const patient = tree.askers.find(({ name }) => name === 'patient')!;
  await page.goto('/sign-in');
  await signInOver(page.request, patient);
  await page.goto(`/invite/${await invite(tree, 'open', patient.email)}`);
  await heading(page, new RegExp(tree.mark));
  await expect(page.getByRole('button', { name: 'Accept', exact: true })).toHaveCount(0);
  await expect(page.getByText('This account is of another kind')).toBeVisible();
  await expect(page.getByText('Ask for an invitation to your address at work.')).toBeVisible();
});
