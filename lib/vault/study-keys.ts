import 'client-only';
import { createDataGroupAction, createStudyKeyAction, grantStudyKeyAction } from '@/lib/keys/key-actions';
import type { StudyKeyWrap } from '@/lib/keys/custody';
import { type Colleague, type MyStudyKeys, toWire, type WaitingForKey } from '@/lib/keys/key-bundles';
import type { KeysForInviting } from '@/lib/keys/key-queries';
import { vault } from './vault';
import { VaultError } from './vault-error';
import { fetchKeys, orThrow } from './vault-server';

/*
 * What other pages do with study keys. Each of these throws VaultLocked while the vault is locked, before anything
 * is fetched; the page then opens the unlock dialog (useUnlocked in components/keys) and calls again.
 */

/** Makes a study's first key and seals it for everybody with a role. @throws VaultLocked, VaultServerError */
export async function startStudyKey(study: { organizationId: string; studyId: string }): Promise<void> {
  await vault.call<'status'>({ op: 'status' });
  const { organizationId, studyId } = study;
  const colleagues = await fetchKeys<Colleague[]>(`organizations/${organizationId}/colleagues`);
  const name = { organizationId, studyId, epoch: 1 };
  const made = await vault.call<'create-study-key'>({ op: 'create-study-key', ...name, members: colleagues });
  const wraps = made.wraps.map(withoutWrapper);
  orThrow(await createStudyKeyAction(toWire({ studyId, epoch: 1, commitment: made.commitment, wraps })));
}

/**
 * Makes the key pair of one enrolled patient, or finds the one that is there. Before inviting the patient, so that
 * the first phone can seal at once.
 * @throws VaultLocked, VaultServerError, VaultError `no-key` for somebody the study key was not shared with yet
 */
export async function startDataGroup(invited: {
  organizationId: string;
  studyId: string;
  enrollmentId: string;
}): Promise<{ dataGroupId: string }> {
  await vault.call<'status'>({ op: 'status' });
  const { enrollmentId } = invited;
  const keys = await fetchKeys<KeysForInviting>(`enrollments/${enrollmentId}/keys`);
  if (keys.dataGroupId) return { dataGroupId: keys.dataGroupId };
  const sealed = keys.sealed.find(({ epoch }) => epoch === keys.newestEpoch);
  if (!sealed || sealed.studyId !== invited.studyId) throw new VaultError('no-key');
  const dataGroupId = crypto.randomUUID();
  const key = await vault.call<'create-data-group-key'>({ op: 'create-data-group-key', sealed, dataGroupId });
  return orThrow(await createDataGroupAction(toWire({ enrollmentId, dataGroupId, key })));
}

/** Gives every key of the studies to the colleagues who wait for it. How many people-and-studies were served. */
export async function shareWaitingKeys(organizationId: string): Promise<number> {
  await vault.call<'status'>({ op: 'status' });
  const studies = await fetchKeys<WaitingForKey[]>(`organizations/${organizationId}/waiting`);
  let served = 0;
  for (const { studyId, waiting } of studies) {
    await grantStudyKey(studyId, waiting);
    served += waiting.length;
  }
  return served;
}

/** Seals every epoch of a study's key for more members. @throws VaultLocked, VaultServerError, VaultError `no-key` */
export async function grantStudyKey(studyId: string, members: Colleague[]): Promise<void> {
  const { sealed: epochs } = await fetchKeys<MyStudyKeys>(`studies/${studyId}/keys`);
  if (epochs.length === 0) throw new VaultError('no-key');
  const wraps: (NewWrap & { epoch: number })[] = [];
  for (const sealed of epochs) {
    const made = await vault.call<'wrap-study-key'>({ op: 'wrap-study-key', sealed, members });
    wraps.push(...made.map((wrap) => ({ ...withoutWrapper(wrap), epoch: sealed.epoch })));
  }
  orThrow(await grantStudyKeyAction(toWire({ studyId, wraps })));
}

type NewWrap = Omit<StudyKeyWrap, 'wrapperUserId' | 'wrapperKeyVersion'>;

/** Who wraps is the session's own user, which the server knows better than the browser. */
function withoutWrapper({
  memberUserId,
  memberKeyVersion,
  wrappedBlob,
  wrapperSignature,
}: StudyKeyWrap): NewWrap {
  return { memberUserId, memberKeyVersion, wrappedBlob, wrapperSignature };
}
