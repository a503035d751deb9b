import type { Page } from '@playwright/test';
import { withDatabase } from './database';
import { plantPeopleTree, type PeopleTree } from './people-tree';
import { signInOver } from './sign-in';

/** A tree of this test's own, and its manager signed in. */
export async function ownTree(page: Page): Promise<{ tree: PeopleTree; at: string }> {
  const tree = await plantPeopleTree();
  const manager = tree.askers.find(({ name }) => name === 'parent manager')!;
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await signInOver(page.request, manager);
  return { tree, at: `/o/${tree.places.organization}` };
}

export function roleOf(membershipId: string): Promise<string | undefined> {
  return withDatabase(async (client) => {
    const { rows } = await client.query<{ role: string }>('SELECT role FROM membership WHERE id = $1', [
      membershipId,
    ]);
    return rows[0]?.role;
  });
}
