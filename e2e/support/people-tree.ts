import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { withDatabase } from './database';
import { PEOPLE } from './people';
import type { Client } from './tenant-invitation';

export const PLACES = ['organization', 'parent', 'sibling', 'child'] as const;
export const ROLES = ['viewer', 'member', 'manager'] as const;

/** Somebody who asks: a role in one place of the tree, or none, or another kind of user. */
export type Asker = { name: string; userId: string; email: string; password: string };

/** What each asker may try to change is their own, so that one does not spoil it for the next. */
export type Victim = { membershipId: string; resendId: string; revokeId: string };

export type PeopleTree = {
  mark: string;
  places: Record<(typeof PLACES)[number] | 'otherChild', string>;
  askers: Asker[];
  victims: Map<string, Victim>;
  /** Of the organization, always there. */
  colleague: { userId: string; membershipId: string };
};

/** Two levels and a sibling, with somebody of every role in every place of it. */
export function plantPeopleTree(): Promise<PeopleTree> {
  return withDatabase(async (client) => {
    const mark = `tree-${randomBytes(6).toString('hex')}`;
    const parent = await plantOrganization(client, null, `Parent ${mark}`);
    const organization = await plantOrganization(client, parent, `Organization ${mark}`);
    const places = {
      parent,
      organization,
      sibling: await plantOrganization(client, parent, `Sibling ${mark}`),
      child: await plantOrganization(client, organization, `Child ${mark}`),
      otherChild: await plantOrganization(client, organization, `Other child ${mark}`),
    };
    const askers = [
      await plantAsker(client, mark, 'none', 'practitioner'),
      await plantAsker(client, mark, 'patient', 'patient'),
      await plantAsker(client, mark, 'admin', 'super_admin'),
    ];
    for (const place of PLACES)
      for (const role of ROLES) {
        const asker = await plantAsker(client, mark, `${place} ${role}`, 'practitioner');
        await give(client, places[place], asker.userId, role);
        askers.push(asker);
      }
    const inviter = askers.find(({ name }) => name === 'parent manager')!;
    const victims = new Map<string, Victim>();
    for (const { name } of askers)
      victims.set(name, await plantVictim(client, { organization, mark, name, inviter: inviter.userId }));
    const known = await plantAsker(client, mark, 'colleague', 'practitioner');
    const membershipId = await give(client, organization, known.userId, 'viewer');
    return { mark, places, askers, victims, colleague: { userId: known.userId, membershipId } };
  });
}

async function plantOrganization(client: Client, parentId: string | null, name: string): Promise<string> {
  const id = randomUUID();
  await client.query(`INSERT INTO organization (id, parent_id, name, type) VALUES ($1, $2, $3, 'ward')`, [
    id,
    parentId,
    name,
  ]);
  return id;
}

/** The password is that of somebody of the demo data: hashing another takes long. */
async function plantAsker(client: Client, mark: string, name: string, userType: string): Promise<Asker> {
  const [userId, email] = [randomUUID(), `${name.replace(' ', '.')}.${mark}@demo.wellkept.example`];
  await client.query(
    `INSERT INTO user_account (id, user_type, email, name, password_hash)
     SELECT $1, $2, $3, $4, password_hash FROM user_account WHERE email = $5`,
    [userId, userType, email, `The ${name} of ${mark}`, PEOPLE.manager.email],
  );
  return { name, userId, email, password: PEOPLE.manager.password };
}

async function give(client: Client, organizationId: string, userId: string, role: string): Promise<string> {
  const id = randomUUID();
  await client.query(`INSERT INTO membership (id, organization_id, user_id, role) VALUES ($1, $2, $3, $4)`, [
    id,
    organizationId,
    userId,
    role,
  ]);
  return id;
}

type Planting = { organization: string; mark: string; name: string; inviter: string };

async function plantVictim(client: Client, { organization, mark, name, inviter }: Planting): Promise<Victim> {
  const person = await plantAsker(client, mark, `victim of ${name}`.replaceAll(' ', '-'), 'practitioner');
  const invite = async (): Promise<string> => {
    const id = randomUUID();
    await client.query(
      `INSERT INTO invitation (id, kind, role, organization_id, email, token_hash, created_by, expires_at)
       VALUES ($1, 'practitioner', 'viewer', $2, $3, $4, $5, now() + interval '7 days')`,
      [
        id,
        organization,
        `${id}@demo.wellkept.example`,
        createHash('sha256').update(randomBytes(32)).digest(),
        inviter,
      ],
    );
    return id;
  };
  return {
    membershipId: await give(client, organization, person.userId, 'viewer'),
    resendId: await invite(),
    revokeId: await invite(),
  };
}
