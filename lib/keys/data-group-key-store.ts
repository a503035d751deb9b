import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import type { DataGroupKeyRecord } from './custody';
import type { PatientDataKeys } from './key-bundles';

type NewDataGroup = {
  dataGroupId: string;
  enrollmentId: string;
  organizationId: string;
  key: DataGroupKeyRecord;
  createdBy: string;
};

/** False when the enrollment has a data group already. */
export async function insertDataGroup(
  tx: Tx,
  { dataGroupId, enrollmentId, organizationId, key, createdBy }: NewDataGroup,
): Promise<boolean> {
  const data = [{ id: dataGroupId, enrollmentId, organizationId }];
  const { count } = await tx.dataGroup.createMany({ data, skipDuplicates: true });
  if (count === 0) return false;
  const { tinkKeyId, epoch, publicKeyset, privateBlob } = key;
  await tx.dataGroupKey.create({
    data: {
      dataGroupId,
      tinkKeyId: BigInt(tinkKeyId),
      studyKeyEpoch: epoch,
      publicKeyset,
      privateBlob,
      createdBy,
    },
    select: { id: true },
  });
  return true;
}

export async function dataGroupIdOf(tx: Tx, enrollmentId: string): Promise<string | null> {
  const found = await tx.dataGroup.findUnique({ where: { enrollmentId }, select: { id: true } });
  return found?.id ?? null;
}

type Contents = Pick<PatientDataKeys, 'dataGroupId' | 'dataGroupKeys' | 'devices'>;

/** Private keys as ciphertext, and the devices whose signatures are on the batches: revoked ones signed, too. */
export async function dataGroupContents(tx: Tx, enrollmentId: string): Promise<Contents> {
  const group = await tx.dataGroup.findUnique({
    where: { enrollmentId },
    select: {
      id: true,
      dataGroupKeys: {
        where: { status: { not: 'destroyed' } },
        select: { tinkKeyId: true, studyKeyEpoch: true, publicKeyset: true, privateBlob: true },
      },
      devices: { select: { id: true, signingPublicKeyset: true } },
    },
  });
  if (!group) return { dataGroupId: null, dataGroupKeys: [], devices: [] };
  return {
    dataGroupId: group.id,
    dataGroupKeys: group.dataGroupKeys.map(({ tinkKeyId, studyKeyEpoch, publicKeyset, privateBlob }) => ({
      tinkKeyId: Number(tinkKeyId),
      epoch: studyKeyEpoch,
      publicKeyset,
      privateBlob,
    })),
    devices: group.devices.flatMap(({ id, signingPublicKeyset }) =>
      signingPublicKeyset === null ? [] : [{ deviceId: id, signingPublicKeyset }],
    ),
  };
}
