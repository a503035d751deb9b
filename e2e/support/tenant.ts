import { randomBytes, randomUUID } from 'node:crypto';
import { PEOPLE } from './people';
import { withDatabase } from './database';
import { plantEmergencies, type PlantedEmergencies } from './tenant-emergencies';
import { plantInvitation, type Account, type Client } from './tenant-invitation';
import { plantInstallation, type PlantedInstallation } from './tenant-installation';
import { plantStudies, type PlantedStudies } from './tenant-studies';

/** An organization of a test's own with people, studies and patients: what other tests do does not change it. */
export type Tenant = PlantedStudies &
  PlantedInstallation &
  PlantedEmergencies & {
    /** In every name and address of it. */
    mark: string;
    organizationId: string;
    manager: Account;
    member: Account;
    viewer: Account;
    /** Enrolled, with an account, a data group and a phone. */
    patient: Account;
    /** Of the manager, nowhere in use. */
    sessionId: string;
    /** Of the patient. */
    slotId: string;
    practitionerInvitationId: string;
    /** Two organizations below it, without people of their own. */
    childId: string;
    otherChildId: string;
    memberships: { member: string; viewer: string };
    /** Of the viewer, who lost a second factor. */
    factorResetId: string;
  };

export function plantTenant(): Promise<Tenant> {
  return withDatabase(async (client) => {
    await client.query('BEGIN');
    const tenant = await plant(client, `planted-${randomBytes(6).toString('hex')}`);
    await client.query('COMMIT');
    return tenant;
  });
}

async function plant(client: Client, mark: string): Promise<Tenant> {
  const organizationId = randomUUID();
  await client.query(`INSERT INTO organization (id, name) VALUES ($1, $2)`, [organizationId, `The ${mark}`]);
  const who = {
    manager: await plantPractitioner(client, organizationId, 'manager', mark),
    member: await plantPractitioner(client, organizationId, 'member', mark),
    viewer: await plantPractitioner(client, organizationId, 'viewer', mark),
    patient: await plantAccount(client, 'patient', `patient.${mark}`),
  };
  const studies = await plantStudies(client, { mark, organizationId, by: who.manager, patient: who.patient });
  return {
    mark,
    organizationId,
    ...who,
    sessionId: await plantSession(client, who.manager.userId),
    slotId: await plantSlot(client, who.patient.userId),
    factorResetId: await plantFactorReset(client, who.viewer.userId),
    practitionerInvitationId: await plantInvitation(client, { organizationId, mark, by: who.manager }),
    childId: await plantChild(client, organizationId, `Child of ${mark}`),
    otherChildId: await plantChild(client, organizationId, `Other child of ${mark}`),
    memberships: {
      member: await membershipOf(client, organizationId, who.member),
      viewer: await membershipOf(client, organizationId, who.viewer),
    },
    ...(await plantInstallation(client, mark)),
    ...studies,
    ...(await plantEmergencies(client, { mark, studyId: studies.studyId, by: who.manager })),
  };
}

async function plantChild(client: Client, parentId: string, name: string): Promise<string> {
  const id = randomUUID();
  await client.query(`INSERT INTO organization (id, parent_id, name, type) VALUES ($1, $2, $3, 'ward')`, [
    id,
    parentId,
    name,
  ]);
  return id;
}

async function membershipOf(client: Client, organizationId: string, { userId }: Account): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT id FROM membership WHERE organization_id = $1 AND user_id = $2',
    [organizationId, userId],
  );
  return rows[0]!.id;
}

async function plantPractitioner(client: Client, organizationId: string, role: string, mark: string) {
  const account = await plantAccount(client, 'practitioner', `${role}.${mark}`);
  await client.query(`INSERT INTO membership (organization_id, user_id, role) VALUES ($1, $2, $3)`, [
    organizationId,
    account.userId,
    role,
  ]);
  return account;
}

/** The password is that of somebody of the demo data: hashing another takes long. */
async function plantAccount(client: Client, userType: string, name: string): Promise<Account> {
  const [userId, email] = [randomUUID(), `${name}@demo.wellkept.example`];
  await client.query(
    `INSERT INTO user_account (id, user_type, email, name, password_hash)
     SELECT $1, $2, $3, $4, password_hash FROM user_account WHERE email = $5`,
    [userId, userType, email, `Somebody ${name}`, PEOPLE.manager.email],
  );
  return { userId, email, password: PEOPLE.manager.password };
}

async function plantSession(client: Client, userId: string): Promise<string> {
  const id = randomUUID();
  await client.query(
    `INSERT INTO user_session (id, user_id, expires_at) VALUES ($1, $2, now() + interval '1 day')`,
    [id, userId],
  );
  return id;
}

async function plantFactorReset(client: Client, userId: string): Promise<string> {
  const id = randomUUID();
  await client.query(`INSERT INTO factor_reset (id, user_id) VALUES ($1, $2)`, [id, userId]);
  return id;
}

async function plantSlot(client: Client, userId: string): Promise<string> {
  const id = randomUUID();
  await client.query(
    `INSERT INTO unlock_slot (id, user_id, kind, kdf, wrapped_user_master_key) VALUES ($1, $2, 'recovery', '{}', $3)`,
    [id, userId, randomBytes(60)],
  );
  return id;
}

/** An open invitation: of a patient when it is for an enrollment, else of a practitioner. */
