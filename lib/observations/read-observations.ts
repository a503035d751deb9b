import 'client-only';
import type { PublicError } from '@/lib/errors';
import { decodePage, OBSERVATIONS_MEDIA_TYPE, type ObservationPage } from './observation-frames';
import type { Span } from './data-view';
import type { StudySharing } from './patient-data';

export type ReadQuestion = Span & { studyId: string; patientId: string; scope: string };

/** The server refused, or could not be reached. `layer` is the one that refused, where it said so. */
export class ReadRefused extends Error {
  override readonly name = 'ReadRefused';

  constructor(
    readonly code: PublicError['code'],
    readonly layer: string | null,
    message: string,
  ) {
    super(message);
  }
}

/** As many as the server gives: two weeks of a glucose sensor in one request. */
const PAGE_SIZE = 5_000;

/** One page of sealed observations, newest first. @throws ReadRefused, MalformedFrames */
export async function readPage(
  { studyId, patientId, ...question }: ReadQuestion,
  cursor: string | null,
  signal: AbortSignal,
): Promise<ObservationPage> {
  const query = new URLSearchParams({
    ...question,
    limit: String(PAGE_SIZE),
    ...(cursor !== null && { cursor }),
  });
  const response = await answered(`${pathOf(studyId, patientId)}/observations?${query}`, signal);
  if (response.headers.get('content-type') !== OBSERVATIONS_MEDIA_TYPE)
    throw new ReadRefused('INTERNAL', null, 'The answer was not understood.');
  return decodePage(new Uint8Array(await response.arrayBuffer()));
}

/** What is shared now, without reading anything. @throws ReadRefused */
export async function readSharing(
  { studyId, patientId, from, to }: Omit<ReadQuestion, 'scope'>,
  signal: AbortSignal,
): Promise<StudySharing> {
  const query = new URLSearchParams({ from, to });
  const response = await answered(`${pathOf(studyId, patientId)}/sharing?${query}`, signal);
  return (await response.json()) as StudySharing;
}

const pathOf = (studyId: string, patientId: string) =>
  `/api/v1/studies/${encodeURIComponent(studyId)}/patients/${encodeURIComponent(patientId)}`;

async function answered(path: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(path, { signal, cache: 'no-store', credentials: 'same-origin' }).catch(
    (error: unknown) => {
      if (signal.aborted) throw error;
      throw new ReadRefused('UNAVAILABLE', null, 'The server cannot be reached.');
    },
  );
  if (response.ok) return response;
  const body = (await response.json().catch(() => null)) as {
    code?: PublicError['code'];
    layer?: string;
    title?: string;
  } | null;
  throw new ReadRefused(
    body?.code ?? 'INTERNAL',
    body?.layer ?? null,
    body?.title ?? 'Something went wrong on our side.',
  );
}
