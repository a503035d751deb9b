import { randomUUID } from 'node:crypto';
import { deviceFromBearer, type BearerDevice } from '@/lib/api/bearer';
import { execute } from '@/lib/command';
import { toBase64Url } from '@/lib/crypto/bytes';
import { keysetFromJson, keysetToJson, publicKeysetOf, type Keyset } from '@/lib/crypto/keyset';
import { generateSigningKeyset } from '@/lib/crypto/keyset-generators';

import { acceptAs } from '@/lib/invitations/invitee';
import { sendInvitation } from '@/lib/invitations/invitation-commands';
import { createDataGroupKey } from '@/lib/keys/custody';
import { createDataGroup } from '@/lib/keys/key-commands';
import { addDevice, registerDeviceKey } from '@/lib/observations/device-commands';
import { enrollPatient } from '@/lib/patients/enrollment-commands';
import { createPatient } from '@/lib/patients/patient-commands';
import type { Principal } from '@/lib/authorization/question';
import type { Player } from './accounts';
import type { SeededStudy } from './studies';

export type SeededPatient = { patientId: string; name: string; email: string; principal: Principal };
export type SeededEnrollment = {
  enrollmentId: string;
  dataGroupId: string;
  publicKeyset: Keyset;
  study: SeededStudy;
};
export type Phone = {
  device: BearerDevice;
  bearer: string;
  dataGroupId: string;
  publicKeyset: Keyset;
  signingKeyset: string;
};

type NewPatient = { name: string; born: string; email: string };

export async function register(
  staff: Player,
  organizationId: string,
  { name, born, email }: NewPatient,
): Promise<string> {
  const input = { organizationId, name, birthDate: born, email, isKnownToBeNew: true };
  const made = await execute(createPatient, staff.principal, input);
  if (made.outcome !== 'created') throw new Error('a demo patient exists already');
  return made.id;
}

/** Enrolled with a data group of their own, as a member's browser does it. */
export async function enroll(
  staff: Player,
  study: SeededStudy,
  patientId: string,
): Promise<SeededEnrollment> {
  const { enrollmentId } = await execute(enrollPatient, staff.principal, { studyId: study.id, patientId });
  const dataGroupId = randomUUID();
  const key = await createDataGroupKey(study.key, dataGroupId, 1);
  await execute(createDataGroup, staff.principal, {
    enrollmentId,
    dataGroupId,
    key: { ...key, privateBlob: toBase64Url(key.privateBlob) },
  });
  return { enrollmentId, dataGroupId, publicKeyset: keysetFromJson(key.publicKeyset), study };
}

/** The invitation and the patient's yes to it. */
export async function invite(
  staff: Player,
  { enrollmentId }: SeededEnrollment,
  { principal, email }: SeededPatient,
): Promise<void> {
  const { link } = await execute(sendInvitation, staff.principal, { enrollmentId, email });
  const outcome = await acceptAs(link.slice(link.lastIndexOf('/') + 1), principal);
  if (outcome !== 'done') throw new Error(`a demo invitation was answered with ${outcome}`);
}

/** The patient's phone: its bearer, and the key it signs its batches with. */
export async function connectPhone(
  { principal }: SeededPatient,
  enrollment: SeededEnrollment,
): Promise<Phone> {
  const { enrollmentId, publicKeyset } = enrollment;
  const { bearer, dataGroupId } = await execute(addDevice, principal, { enrollmentId, name: 'Phone' });
  const signingKeyset = await generateSigningKeyset();
  const before = await deviceOf(bearer);
  const keyset = keysetToJson(publicKeysetOf(signingKeyset));
  await execute(registerDeviceKey, before.principal, { dataGroupId, keyset });
  const device = await deviceOf(bearer);
  return { device, bearer, dataGroupId, publicKeyset, signingKeyset: keysetToJson(signingKeyset) };
}

function deviceOf(bearer: string): Promise<BearerDevice> {
  return deviceFromBearer(
    new Request('http://localhost', { headers: { authorization: `Bearer ${bearer}` } }),
  );
}
