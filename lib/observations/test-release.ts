import { randomUUID } from 'node:crypto';
import { answering } from '@/lib/api/route';
import type { Principal } from '@/lib/authorization/question';
import { decodePage, type ObservationPage } from './observation-frames';
import { releaseObservations } from './release-entrance';
import { GLUCOSE } from './test-world';

/** Reads of a test, past the cookie and through everything else. */
export type Asking = Record<string, string | number | undefined>;
const asText = (value: string | number) => (typeof value === 'number' ? value.toString() : value);
type Place = { studyId: string; patientId: string };

const SPAN = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };

export function askForPage(principal: Principal | null, path: Place, asking: Asking = {}): Promise<Response> {
  const url = new URL('http://localhost/');
  for (const [name, value] of Object.entries<string | number | undefined>({
    ...SPAN,
    scope: GLUCOSE.code,
    ...asking,
  })) {
    if (value !== undefined) url.searchParams.set(name, asText(value));
  }
  const asker = principal && { ...principal, requestId: randomUUID() };
  return answering('observation.read', () => releaseObservations(new Request(url), path, asker));
}

export async function pageFor(
  principal: Principal,
  path: Place,
  asking: Asking = {},
): Promise<ObservationPage> {
  const response = await askForPage(principal, path, asking);
  if (response.status !== 200) throw new Error(`refused with ${response.status}`);
  return decodePage(new Uint8Array(await response.arrayBuffer()));
}

export async function refusalFor(principal: Principal | null, path: Place, asking: Asking = {}) {
  const response = await askForPage(principal, path, asking);
  const { code, layer } = (await response.json()) as { code: string; layer?: string };
  return { status: response.status, code, layer, type: response.headers.get('content-type') };
}
