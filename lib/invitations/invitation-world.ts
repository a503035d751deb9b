import { randomUUID } from 'node:crypto';
import { execute } from '@/lib/command';
import {
  again,
  insertDataGroup,
  insertEnrollment,
  insertPatient,
  insertStudy,
  type Database,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { sendInvitation } from './invitation-commands';
import { sendCode, type Invitee } from './invitee';

/** What the tests of invitations share: a patient who is ready to be invited, and looks into the mail. */

/** Of a place of its own each time unless one is given, so that the limits of one test do not reach the next. */
export function invitee(address: string = randomUUID()): Invitee {
  return { requestId: randomUUID(), address };
}

export function newEmail(): string {
  return `${randomUUID()}@example.org`;
}

export const person = (code: string) => ({
  code,
  name: 'Ada Example',
  password: 'a long enough password',
  locale: 'en' as const,
});

export async function enrolled(db: Database, world: ManagementWorld) {
  const studyId = await insertStudy(db, world);
  const patientId = await insertPatient(db, world.organizationId);
  const enrollmentId = await insertEnrollment(db, studyId, patientId);
  await insertDataGroup(db, world, enrollmentId);
  return { studyId, patientId, enrollmentId };
}

export function tokenOf(link: string): string {
  return link.split('/').at(-1) ?? '';
}

export async function invited(db: Database, world: ManagementWorld, email: string) {
  const ids = await enrolled(db, world);
  const { enrollmentId } = ids;
  const sent = await execute(sendInvitation, again(world.manager), { enrollmentId, email });
  return { ...ids, invitationId: sent.invitationId, token: tokenOf(sent.link) };
}

export async function newestMail(db: Database, to: string): Promise<string> {
  const { rows } = await db.query<{ body_text: string }>(
    'SELECT body_text FROM mail WHERE to_address = $1 ORDER BY created_at DESC LIMIT 1',
    [to],
  );
  return rows[0]?.body_text ?? '';
}

export async function codeFor(db: Database, token: string, to: string): Promise<string> {
  await sendCode(token, 'en', invitee());
  const [, code] = /code is (\d{6})/.exec(await newestMail(db, to)) ?? [];
  if (!code) throw new Error('no code was sent');
  return code;
}

export function otherThan(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}

export async function enrollmentOf(db: Database, id: string) {
  const { rows } = await db.query<{ state: string; user_id: string | null; patient_id: string }>(
    'SELECT e.state, p.user_id, e.patient_id FROM enrollment e JOIN patient p ON p.id = e.patient_id WHERE e.id = $1',
    [id],
  );
  return rows[0];
}

export async function accountsOf(db: Database, email: string): Promise<number> {
  return (await db.query('SELECT FROM user_account WHERE email = $1', [email])).rowCount ?? 0;
}
