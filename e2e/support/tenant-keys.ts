import { randomUUID } from 'node:crypto';
import {
  createDataGroupKey,
  createStudyKey,
  createUserKeys,
  studyKeyAead,
  wrapStudyKey,
} from '@/lib/keys/custody';
import { toWire } from '@/lib/keys/key-bundles';
import { recoverySlot } from '@/lib/keys/unlock-slots';
import type { Tenant } from './tenant';

export type KeyInputs = Awaited<ReturnType<typeof keyInputs>>;

/** What the browser of a tenant's manager would send to make keys: well-formed, so that only a guard can refuse it. */
export async function keyInputs({ manager, organizationId, studyId, waitingEnrollmentId }: Tenant) {
  const { userId } = manager;
  const { userMasterKey, record, opened } = await createUserKeys(userId);
  const { slot } = await recoverySlot(userId, userMasterKey);
  const { studyKey, commitment } = await createStudyKey();
  const member = { userId, keyVersion: 1, encryptionPublicKeyset: record.encryptionPublicKeyset };
  const made = await wrapStudyKey(studyKey, { organizationId, studyId, epoch: 1 }, member, opened);
  const { memberUserId, memberKeyVersion, wrappedBlob, wrapperSignature } = made;
  const wrap = { memberUserId, memberKeyVersion, wrappedBlob, wrapperSignature };
  const dataGroupId = randomUUID();
  const key = await createDataGroupKey(await studyKeyAead(studyKey), dataGroupId, 1);
  return {
    // A slot whose derivation costs nothing, standing where a passphrase's would.
    setUp: toWire({ record: { ...record, version: 1 }, slots: [{ ...slot, kind: 'passphrase' }, slot] }),
    studyKey: toWire({ studyId, epoch: 1, commitment, wraps: [wrap] }),
    grant: toWire({ studyId, wraps: [{ ...wrap, epoch: 1 }] }),
    dataGroup: toWire({ enrollmentId: waitingEnrollmentId, dataGroupId, key }),
  };
}
