import 'server-only';
import type { Bytes } from '@/lib/crypto/bytes';
import type { Tx } from '@/lib/db/transaction';
import type { SealedStudyKey, StudyKeyWrap } from './custody';
import type { WaitingForKey } from './key-bundles';
import { colleaguesOf } from './user-key-store';

type NewStudyKey = { studyId: string; epoch: number; commitment: Bytes; createdBy: string };

/** False when the epoch is not the next one, which somebody else may have taken a moment ago. */
export async function insertStudyKey(
  tx: Tx,
  { studyId, epoch, commitment, createdBy }: NewStudyKey,
): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO study_key (study_id, epoch, commitment, created_by)
      SELECT ${studyId}::uuid, ${epoch}::int, ${commitment}::bytea, ${createdBy}::uuid
       WHERE ${epoch}::int = (SELECT coalesce(max(epoch), 0) + 1 FROM study_key WHERE study_id = ${studyId}::uuid)
    ON CONFLICT DO NOTHING`;
  return inserted === 1;
}

/** How many were new: sharing a key a second time changes nothing. */
export async function insertWraps(
  tx: Tx,
  studyId: string,
  wraps: (StudyKeyWrap & { epoch: number })[],
): Promise<number> {
  const data = wraps.map((wrap) => ({ studyId, ...wrap }));
  return (await tx.studyKeyWrap.createMany({ data, skipDuplicates: true })).count;
}

export async function currentEpoch(tx: Tx, studyId: string): Promise<number | null> {
  const { _max } = await tx.studyKey.aggregate({ where: { studyId }, _max: { epoch: true } });
  return _max.epoch;
}

type Row = {
  epoch: number;
  commitment: Bytes;
  wrapped_blob: Bytes;
  wrapper_signature: Bytes;
  wrapper_signing_keyset: string | null;
};

/** The caller's own wraps, oldest epoch first, with what they are checked against. */
export async function sealedStudyKeysFor(
  tx: Tx,
  { organizationId, studyId }: { organizationId: string; studyId: string },
  memberUserId: string,
): Promise<SealedStudyKey[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT w.epoch, k.commitment, w.wrapped_blob, w.wrapper_signature,
           signing_keyset_of(w.wrapper_user_id, w.wrapper_key_version) AS wrapper_signing_keyset
      FROM study_key_wrap w JOIN study_key k USING (study_id, epoch)
      JOIN user_key u ON u.user_id = w.member_user_id AND u.version = w.member_key_version AND u.revoked_at IS NULL
     WHERE w.study_id = ${studyId}::uuid AND w.member_user_id = ${memberUserId}::uuid ORDER BY w.epoch`;
  return rows.map((row) => ({
    organizationId,
    studyId,
    epoch: row.epoch,
    commitment: new Uint8Array(row.commitment),
    wrappedBlob: new Uint8Array(row.wrapped_blob),
    wrapperSignature: new Uint8Array(row.wrapper_signature),
    wrapperSigningKeyset: row.wrapper_signing_keyset ?? '',
  }));
}

/** Colleagues whose role lets them read, but who lack the newest key of a study. */
export async function waitingForKeys(tx: Tx, organizationId: string): Promise<WaitingForKey[]> {
  const colleagues = await colleaguesOf(tx, organizationId);
  const studies = await tx.study.findMany({
    where: { organizationId, state: { in: ['draft', 'active', 'paused', 'closed'] } },
    orderBy: { name: 'asc' },
    select: {
      id: true,
      name: true,
      studyKeys: {
        orderBy: { epoch: 'desc' },
        take: 1,
        select: { studyKeyWraps: { select: { memberUserId: true, memberKeyVersion: true } } },
      },
    },
  });
  return studies.flatMap(({ id, name, studyKeys: [newest] }) => {
    if (!newest) return [];
    const holders = new Set(
      newest.studyKeyWraps.map((wrap) => `${wrap.memberUserId}|${wrap.memberKeyVersion}`),
    );
    const waiting = colleagues.filter(({ userId, keyVersion }) => !holders.has(`${userId}|${keyVersion}`));
    return waiting.length > 0 ? [{ studyId: id, studyName: name, waiting }] : [];
  });
}
