import 'client-only';
import type { PatientDataKeys } from '@/lib/keys/key-bundles';
import { parseReading, type Reading } from '@/lib/observations/payload';
import { readPage, type ReadQuestion } from '@/lib/observations/read-observations';
import { openObservations, patientDataKeys } from '@/lib/vault/open-observations';
import type { OpenedObservation, SignatureState } from '@/lib/vault/vault-protocol';

/** A reading that was opened: plaintext, held by the component that shows it and nowhere else. */
export type OpenReading = Reading & { id: string; dataSourceId: string; signature: SignatureState };
export type LockedReading = { id: string; at: number; reason: 'no-key' | 'damaged' };
export type OpenedReadings = { readings: OpenReading[]; locked: LockedReading[] };

type OnProgress = (opened: number) => void;

/**
 * Reads and opens everything of one scope and time, oldest first. The next page travels while this one opens. Stops at
 * an abort; throws what the server or the vault refused with.
 */
export async function openReadings(
  question: ReadQuestion,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<OpenedReadings> {
  const all: OpenedReadings = { readings: [], locked: [] };
  const [keys, first] = await Promise.all([
    patientDataKeys(question.studyId, question.patientId),
    readPage(question, null, signal),
  ]);
  for (let page = first; ;) {
    const next = page.nextCursor === null ? null : readPage(question, page.nextCursor, signal);
    // Awaited only after this page is open; until then a refusal of it must not count as nobody's.
    next?.catch(() => undefined);
    await openPage(question.scope, keys, page.blocks, all, onProgress);
    signal.throwIfAborted();
    if (!next) break;
    page = await next;
  }
  all.readings.sort((a, b) => a.at - b.at);
  all.locked.sort((a, b) => a.at - b.at);
  return all;
}

async function openPage(
  scope: string,
  keys: PatientDataKeys,
  blocks: Awaited<ReturnType<typeof readPage>>['blocks'],
  all: OpenedReadings,
  onProgress: OnProgress,
): Promise<void> {
  await openObservations({ keys, scope, blocks }, ({ opened, failed }) => {
    for (const observation of opened) addReading(scope, observation, all);
    for (const { clientObservationId: id, effectiveAt: at, reason } of failed)
      all.locked.push({ id, at, reason });
    onProgress(all.readings.length + all.locked.length);
  });
}

/** What opens and is not a reading of its scope is listed as damaged, never left out. */
function addReading(scope: string, observation: OpenedObservation, all: OpenedReadings): void {
  const { clientObservationId: id, effectiveAt, dataSourceId, signature, body } = observation;
  const reading = parseReading(scope, body);
  if (reading) all.readings.push({ ...reading, id, dataSourceId, signature });
  else all.locked.push({ id, at: effectiveAt, reason: 'damaged' });
}
