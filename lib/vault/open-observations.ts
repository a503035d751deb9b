import 'client-only';
import type { PatientDataKeys } from '@/lib/keys/key-bundles';
import type { ObservationBlocks } from '@/lib/observations/observation-frames';
import { vault } from './vault';
import type { FailedObservation, OpenedObservation, OpenedSlice } from './vault-protocol';
import { fetchKeys } from './vault-server';

export type OpenedReadings = { opened: OpenedObservation[]; failed: FailedObservation[] };

/** The reader's keys for one patient in one study; fetch them once for all pages. @throws VaultServerError */
export function patientDataKeys(studyId: string, patientId: string): Promise<PatientDataKeys> {
  return fetchKeys<PatientDataKeys>(`studies/${studyId}/patients/${patientId}/keys`);
}

type Sealed = { keys: PatientDataKeys; scope: string; blocks: ObservationBlocks };

/**
 * Opens one released page in the vault worker; `scope` is its code, such as `omh:blood-glucose:4.0`, which the device's
 * signature covers. The blocks move to the worker: they are empty afterwards. `onSlice` gets the readings as they open,
 * 128 at a time. Readings that do not open are in `failed`.
 * @throws VaultLocked, VaultError `forged-wrap` or `replaced-study-key` when the study key was tampered with
 */
export async function openObservations(
  { keys, scope, blocks }: Sealed,
  onSlice?: (slice: OpenedSlice) => void,
): Promise<OpenedReadings> {
  const readings: OpenedReadings = { opened: [], failed: [] };
  const transfer = [...new Set(Object.values(blocks).map(({ buffer }) => buffer))];
  await vault.call<'open-observations'>(
    { op: 'open-observations', keys, scope, blocks },
    {
      transfer,
      onSlice: (slice) => {
        readings.opened.push(...slice.opened);
        readings.failed.push(...slice.failed);
        onSlice?.(slice);
      },
    },
  );
  return readings;
}
