import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { POST } from '@/app/api/v1/data-groups/[dataGroupId]/uploads/route';
import { buildDataPoint, type ReadableScope } from './payload';
import { sealUpload, type NewObservation, type SealedUpload } from './sealed-upload';
import { GLUCOSE, SENSOR, type Participant } from './test-world';

/** A phone of a test: seals and posts as a real one does, to the route itself. */

export function readingsOf(
  count: number,
  scope: ReadableScope = GLUCOSE.code,
  start = Date.UTC(2026, 9, 1),
): NewObservation[] {
  return Array.from({ length: count }, (_, n) => {
    const [id, at] = [randomUUID(), start + n * 300_000];
    const measures =
      scope === GLUCOSE.code
        ? [{ name: 'blood_glucose', value: 100 + n, unit: 'mg/dL' }]
        : [{ name: 'heart_rate', value: 60 + n, unit: 'beats/min' }];
    const content = buildDataPoint(scope, { uuid: id, createdAt: at, modality: 'sensed' }, { at, measures });
    return { id, scope, dataSourceId: SENSOR, at, content };
  });
}

export function sealedFor(
  { publicKeyset, dataGroupId, device }: Participant,
  observations: NewObservation[],
  change: Partial<Parameters<typeof sealUpload>[0]> = {},
): Promise<SealedUpload> {
  return sealUpload({
    publicKeyset,
    dataGroupId,
    observations,
    deks: 'batch',
    signer: device.signer,
    ...change,
  });
}

export type UploadResponse = {
  status: number;
  type: string | null;
  accepted?: number;
  duplicates?: number;
  batchId?: string;
  code?: string;
  errors?: Record<string, string[]>;
};

type Sending = { bearer?: string | null; dataGroupId?: string; headers?: Record<string, string> };

export async function postUpload(
  participant: Participant,
  body: unknown,
  sending: Sending = {},
): Promise<UploadResponse> {
  const { bearer = participant.device.bearer, dataGroupId = participant.dataGroupId, headers = {} } = sending;
  const request = new Request(`http://localhost/api/v1/data-groups/${dataGroupId}/uploads`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
      ...headers,
    },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
  });
  const response = await POST(request, { params: Promise.resolve({ dataGroupId }) });
  const answer = (await response.json()) as Omit<UploadResponse, 'status' | 'type'>;
  return { ...answer, status: response.status, type: response.headers.get('content-type') };
}

export type StoredRows = { observations: number; contents: number; deks: number; batches: number };
export const NOTHING: StoredRows = { observations: 0, contents: 0, deks: 0, batches: 0 };

export async function storedRows(
  db: Pick<pg.Pool, 'query'>,
  { dataGroupId }: Participant,
): Promise<StoredRows> {
  const { rows } = await db.query<StoredRows>(
    `SELECT (SELECT count(*) FROM observation WHERE data_group_id = $1)::int AS observations,
            (SELECT count(*) FROM observation_content c JOIN observation o ON o.id = c.observation_id WHERE o.data_group_id = $1)::int AS contents,
            (SELECT count(*) FROM dek WHERE data_group_id = $1)::int AS deks,
            (SELECT count(*) FROM upload_batch WHERE data_group_id = $1)::int AS batches`,
    [dataGroupId],
  );
  return rows[0] ?? NOTHING;
}
