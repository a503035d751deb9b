import type { APIRequestContext } from '@playwright/test';
import { plantPeopleTree, type Asker, type PeopleTree } from '../support/people-tree';
import { builtActions, callAction, pathOf } from '../support/server-actions';
import { signInOver } from '../support/sign-in';
import { expect, test } from '../support/test';

/**
 * Who may what, written by hand from the roles of the product and not from the code that decides. 200: let in; 403: told that
 * the role is too small; 404: not told that there is anything. The columns are ASKERS.
 */
const ASKERS = [
  'none',
  'patient',
  'admin',
  'organization viewer',
  'organization member',
  'organization manager',
  'parent viewer',
  'parent member',
  'parent manager',
  'sibling viewer',
  'sibling member',
  'sibling manager',
  'child viewer',
  'child member',
  'child manager',
];
//                        none and others    organization   parent         sibling        child
const EVERYONE_IN_IT = '404 404 404        200 200 200    200 200 200    404 404 404    404 404 404';
const MANAGERS_OF_IT = '404 404 404        403 403 200    403 403 200    404 404 404    404 404 404';
/** Whoever may look around but not do it is not told that there is a form. */
const MEMBERS_ONLY = '  404 404 404        404 200 200    404 200 200    404 404 404    404 404 404';
const MANAGERS_ONLY = ' 404 404 404        404 404 200    404 404 200    404 404 404    404 404 404';
const EVERYONE_BELOW = '404 404 404        200 200 200    200 200 200    404 404 404    200 200 200';
const MANAGERS_BELOW = '404 404 404        403 403 200    403 403 200    404 404 404    403 403 200';

const ADMINS_ONLY = '404 404 200        404 404 404    404 404 404    404 404 404    404 404 404';

const PAGES: Record<string, string> = {
  '/o/ORGANIZATION': EVERYONE_IN_IT,
  '/o/ORGANIZATION/audit': MANAGERS_OF_IT,
  '/o/ORGANIZATION/emergency': MANAGERS_OF_IT,
  '/o/ORGANIZATION/settings/security': MANAGERS_OF_IT,
  '/admin': ADMINS_ONLY,
  '/admin/accounts': ADMINS_ONLY,
  '/admin/audit': ADMINS_ONLY,
  '/admin/catalogue': ADMINS_ONLY,
  '/admin/emergency': ADMINS_ONLY,
  '/admin/health': ADMINS_ONLY,
  '/admin/organizations/new': ADMINS_ONLY,
  '/admin/outbox': ADMINS_ONLY,
  '/o/ORGANIZATION/people': EVERYONE_IN_IT,
  '/o/ORGANIZATION/people/roles': EVERYONE_IN_IT,
  '/o/ORGANIZATION/people/COLLEAGUE': EVERYONE_IN_IT,
  '/o/ORGANIZATION/people/COLLEAGUE/why': MANAGERS_OF_IT,
  '/o/ORGANIZATION/people/invitations': MANAGERS_OF_IT,
  '/o/ORGANIZATION/people/invite': MANAGERS_OF_IT,
  '/o/ORGANIZATION/tree': EVERYONE_IN_IT,
  '/o/ORGANIZATION/tree/ORGANIZATION': EVERYONE_IN_IT,
  '/o/ORGANIZATION/tree/ORGANIZATION/new': MANAGERS_OF_IT,
  '/o/ORGANIZATION/tree/ORGANIZATION/move': MANAGERS_OF_IT,
  '/o/ORGANIZATION/studies': EVERYONE_IN_IT,
  '/o/ORGANIZATION/studies?state=archived': EVERYONE_IN_IT,
  '/o/ORGANIZATION/studies/new': MANAGERS_ONLY,
  '/o/ORGANIZATION/patients': EVERYONE_IN_IT,
  '/o/ORGANIZATION/patients?study=none&sort=createdAt': EVERYONE_IN_IT,
  '/o/ORGANIZATION/patients/new': MEMBERS_ONLY,
  '/o/ORGANIZATION/patients/import': MEMBERS_ONLY,
  '/o/CHILD/patients': EVERYONE_BELOW,
  '/o/CHILD/people': EVERYONE_BELOW,
  '/o/CHILD/people/invitations': MANAGERS_BELOW,
  '/o/CHILD/tree/CHILD': EVERYONE_BELOW,
  '/o/CHILD/tree/CHILD/new': MANAGERS_BELOW,
  // A place below another organization than the one it is in is nobody's.
  '/o/SIBLING/tree/CHILD': '404 404 404  404 404 404  404 404 404  404 404 404  404 404 404',
};

type Sent = (tree: PeopleTree, asker: Asker) => unknown;
const STALE = 99;
const WORDS = (name: string) => ({ name, type: 'ward', contact: '', description: '' });
const own = ({ victims }: PeopleTree, { name }: Asker) => victims.get(name)!;
const address = ({ mark }: PeopleTree, { userId }: Asker, word: string) =>
  `${word}.${userId}.${mark}@demo.wellkept.example`;

/** What is sent is the asker's own, or changes nothing: a stale version is answered only to whoever is let in. */
const ACTIONS: Record<string, [string, Sent]> = {
  changeRoleAction: [
    MANAGERS_OF_IT,
    (tree, asker) => ({ membershipId: own(tree, asker).membershipId, role: 'member' }),
  ],
  setMembershipEndAction: [
    MANAGERS_OF_IT,
    (tree, asker) => ({ membershipId: own(tree, asker).membershipId, lastDay: null }),
  ],
  changeRolesAction: [
    MANAGERS_OF_IT,
    (tree, asker) => ({
      organizationId: tree.places.organization,
      membershipIds: [own(tree, asker).membershipId],
      role: 'viewer',
    }),
  ],
  removeMembershipAction: [
    MANAGERS_OF_IT,
    (tree, asker) => ({ membershipId: own(tree, asker).membershipId }),
  ],
  removeMembershipsAction: [
    MANAGERS_OF_IT,
    (tree, asker) => ({
      organizationId: tree.places.organization,
      membershipIds: [asker.userId],
    }),
  ],
  invitePractitionerAction: [
    MANAGERS_OF_IT,
    (tree, asker) => ({
      organizationId: tree.places.organization,
      email: address(tree, asker, 'one'),
      role: 'viewer',
    }),
  ],
  invitePractitionersAction: [
    MANAGERS_OF_IT,
    (tree, asker) => ({
      organizationId: tree.places.organization,
      people: [{ email: address(tree, asker, 'many'), role: 'manager' }],
    }),
  ],
  resendPractitionerInvitationAction: [
    MANAGERS_OF_IT,
    (tree, asker) => ({ invitationId: own(tree, asker).resendId }),
  ],
  revokePractitionerInvitationAction: [
    MANAGERS_OF_IT,
    (tree, asker) => ({ invitationId: own(tree, asker).revokeId }),
  ],
  createOrganizationAction: [
    MANAGERS_OF_IT,
    (tree, asker) => ({
      parentId: tree.places.organization,
      ...WORDS(`Made by ${asker.userId}`),
    }),
  ],
  changeOrganizationAction: [
    MANAGERS_OF_IT,
    ({ places, mark }) => ({
      organizationId: places.organization,
      version: STALE,
      from: WORDS('What it never was'),
      ...WORDS(`Organization ${mark}`),
    }),
  ],
  moveOrganizationAction: [
    MANAGERS_OF_IT,
    ({ places }) => ({
      organizationId: places.child,
      parentId: places.otherChild,
      version: STALE,
    }),
  ],
  archiveOrganizationAction: [
    MANAGERS_OF_IT,
    ({ places }) => ({ organizationId: places.child, version: STALE }),
  ],
  restoreOrganizationAction: [
    MANAGERS_OF_IT,
    ({ places }) => ({ organizationId: places.child, version: STALE }),
  ],
  archiveTopOrganizationAction: [
    ADMINS_ONLY,
    ({ places }) => ({ organizationId: places.parent, version: STALE }),
  ],
  restoreTopOrganizationAction: [
    ADMINS_ONLY,
    ({ places }) => ({ organizationId: places.parent, version: STALE }),
  ],
  createTopOrganizationAction: [ADMINS_ONLY, ({ mark }) => WORDS(`Top of ${mark}`)],
  inviteFirstManagerAction: [
    ADMINS_ONLY,
    (tree, asker) => ({ organizationId: tree.places.organization, email: address(tree, asker, 'first') }),
  ],
  requireSecondFactorAction: [
    MANAGERS_OF_IT,
    ({ places }) => ({ organizationId: places.organization, isRequired: false }),
  ],
};
const CODES: Record<string, string[]> = { 200: ['ok', 'CONFLICT'], 403: ['FORBIDDEN'], 404: ['NOT_FOUND'] };

const columns = (row: string) => row.trim().split(/\s+/);

test.describe.configure({ timeout: 240_000 });

test('who may what with people and places', async ({ playwright, baseURL }) => {
  const tree = await plantPeopleTree();
  expect(tree.askers.map(({ name }) => name).toSorted()).toEqual(ASKERS.toSorted());
  const built = builtActions();
  expect(
    Object.keys(ACTIONS).filter((name) => !built.has(name)),
    'every action is built',
  ).toEqual([]);
  for (const asker of tree.askers) {
    const request = await playwright.request.newContext({ baseURL: baseURL! });
    await signInOver(request, asker);
    await expectPages(request, tree, asker);
    await expectActions(request, tree, asker, baseURL!);
    await request.dispose();
  }
});

test('nobody without a session is let in anywhere', async ({ playwright, baseURL }) => {
  const tree = await plantPeopleTree();
  const nobody = await playwright.request.newContext({ baseURL: baseURL! });
  for (const path of Object.keys(PAGES)) {
    const answer = await nobody.get(addressOf(path, tree), { maxRedirects: 0 });
    expect.soft(answer.status(), path).toBe(307);
    expect.soft(answer.headers()['location'], path).toContain('/sign-in');
  }
  await nobody.dispose();
});

function addressOf(path: string, { places, colleague }: PeopleTree): string {
  return path
    .replaceAll('ORGANIZATION', places.organization)
    .replaceAll('CHILD', places.child)
    .replaceAll('SIBLING', places.sibling)
    .replaceAll('COLLEAGUE', colleague.userId);
}

const expected = (row: string, { name }: Asker) => columns(row)[ASKERS.indexOf(name)] ?? 'no column';

async function expectPages(request: APIRequestContext, tree: PeopleTree, asker: Asker): Promise<void> {
  for (const [path, row] of Object.entries(PAGES)) {
    const answer = await request.get(addressOf(path, tree), { maxRedirects: 0 });
    expect.soft(String(answer.status()), `${asker.name}: ${path}`).toBe(expected(row, asker));
  }
}

async function expectActions(
  request: APIRequestContext,
  tree: PeopleTree,
  asker: Asker,
  origin: string,
): Promise<void> {
  const built = builtActions();
  const { organization, child } = tree.places;
  for (const [name, [row, sent]] of Object.entries(ACTIONS)) {
    const { id, pages } = built.get(name)!;
    const path = pathOf(pages.at(-1)!, { organization, node: child, person: tree.colleague.userId });
    const { code } = await callAction(request, origin, { id, path, args: [sent(tree, asker)] });
    expect.soft(CODES[expected(row, asker)], `${asker.name}: ${name} answered ${code}`).toContain(code);
  }
}
