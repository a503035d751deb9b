import { execute } from '@/lib/command';
import { invitePractitioner } from '@/lib/invitations/practitioner-invitation-commands';
import { addMembership, appointManager } from '@/lib/organizations/membership-commands';
import { createOrganization, createTopOrganization } from '@/lib/organizations/organization-commands';
import type { Role } from '@/lib/authorization/permissions';
import { hashOf, makeKeys, signUp, type Player } from './accounts';
import { PRACTITIONERS, SUPER_ADMIN, type PractitionerKey } from './cast';
import { daysAgo, setClock } from './seed-clock';

export type People = Record<PractitionerKey, Player> & {
  organizations: { lakeside: string; heartLab: string; diabetes: string; homeUnit: string; sleep: string };
};

/** Two trees, three and four levels deep; every role, one in three organizations, one with an end, two invitations. */
export async function playOrganizations(): Promise<People> {
  await setClock(daysAgo(120, 9));
  const { name, email, password } = SUPER_ADMIN;
  const admin = await signUp({ type: 'super_admin', name, email, passwordHash: await hashOf(password) });
  const top = async (title: string, contact: string) =>
    (await execute(createTopOrganization, admin, { name: title, type: 'health system', contact })).id;
  const lakeside = await top('Lakeside Health (demo)', 'lakeside@demo.wellkept.example');
  const northwind = await top('Northwind University (demo)', 'northwind@demo.wellkept.example');

  const players = await signUpPractitioners();
  const { maya, nadia } = players;
  for (const [organizationId, player] of [
    [lakeside, maya],
    [northwind, nadia],
  ] as const) {
    await execute(appointManager, admin, { organizationId, userId: player.principal.userId });
  }
  const below = async (manager: Player, parentId: string, title: string, type: string) =>
    (await execute(createOrganization, manager.principal, { parentId, name: title, type })).id;
  const heartLab = await below(maya, lakeside, 'City Heart Lab (demo)', 'research unit');
  const diabetes = await below(maya, lakeside, 'Diabetes Centre (demo)', 'clinic');
  const homeUnit = await below(maya, diabetes, 'Home Monitoring Unit (demo)', 'ward');
  const faculty = await below(nadia, northwind, 'Faculty of Medicine (demo)', 'faculty');
  const sleep = await below(nadia, faculty, 'Sleep Institute (demo)', 'institute');
  await below(nadia, sleep, 'Night Lab (demo)', 'laboratory');

  const organizations = { lakeside, heartLab, diabetes, homeUnit, sleep };
  await giveRoles(players, organizations);
  await inviteOthers(players, organizations);
  return { ...players, organizations };
}

async function signUpPractitioners(): Promise<Record<PractitionerKey, Player>> {
  const players: Partial<Record<PractitionerKey, Player>> = {};
  for (const { key, name, email, password, passphrase } of PRACTITIONERS) {
    const principal = await signUp({
      type: 'practitioner',
      name,
      email,
      passwordHash: await hashOf(password),
    });
    players[key] = { principal, keys: await makeKeys(principal, passphrase) };
  }
  return players as Record<PractitionerKey, Player>;
}

async function giveRoles(
  players: Record<PractitionerKey, Player>,
  at: People['organizations'],
): Promise<void> {
  const { maya, nadia } = players;
  const give = async (
    by: Player,
    to: PractitionerKey,
    organizationId: string,
    role: Role,
    endsAt: Date | null = null,
  ) =>
    execute(addMembership, by.principal, {
      organizationId,
      userId: players[to].principal.userId,
      role,
      endsAt: endsAt?.toISOString() ?? null,
    });
  await give(maya, 'ivo', at.diabetes, 'manager');
  await give(maya, 'milo', at.diabetes, 'member');
  await give(maya, 'vera', at.diabetes, 'viewer');
  await give(maya, 'lena', at.diabetes, 'viewer');
  await give(maya, 'lena', at.heartLab, 'member');
  await give(nadia, 'lena', at.sleep, 'viewer');
  await give(maya, 'oskar', at.heartLab, 'manager');
  await give(maya, 'ruth', at.homeUnit, 'viewer');
  await give(nadia, 'tomas', at.sleep, 'member', daysAgo(-20));
}

async function inviteOthers(
  { maya }: Record<PractitionerKey, Player>,
  at: People['organizations'],
): Promise<void> {
  const invite = (email: string, role: Role) =>
    execute(invitePractitioner, maya.principal, { organizationId: at.diabetes, email, role });
  await setClock(daysAgo(30, 10));
  await invite('yara.expired@demo.wellkept.example', 'member');
  await setClock(daysAgo(2, 10));
  await invite('quinn.pending@demo.wellkept.example', 'viewer');
  await setClock(daysAgo(110, 9));
}
