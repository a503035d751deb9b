import type { SealedUpload } from '@/lib/observations/sealed-upload';
import { PlainError } from '../plain-error.ts';
import type { PhoneSettings } from './phone-settings.ts';

export type Stored = { accepted: number; duplicates: number };

/** The study does not ask for this kind of data: the one refusal that a phone can do something about. */
export class ScopeNotAsked extends Error {}

/** The public API as docs/api.md has it, and nothing else of Wellkept. */
export class PhoneApi {
  readonly #base: string;
  readonly #server: string;
  readonly #bearer: string;
  #keyset: { etag: string; json: string } | null = null;

  constructor({ server, dataGroupId, bearer }: PhoneSettings) {
    this.#server = server;
    this.#base = `${server}/api/v1/data-groups/${dataGroupId}`;
    this.#bearer = bearer;
  }

  /** The key to seal for, as Tink JSON; mostly answered with 304. */
  async publicKeyset(): Promise<string> {
    const headers: Record<string, string> = this.#keyset ? { 'if-none-match': this.#keyset.etag } : {};
    const response = await this.#send('GET', 'public-keyset', { headers });
    if (response.status === 304 && this.#keyset) return this.#keyset.json;
    if (!response.ok) throw await this.#refusal(response);
    const json = await response.text();
    this.#keyset = { etag: response.headers.get('etag') ?? '', json };
    return json;
  }

  async registerDeviceKey(publicKeyset: string): Promise<void> {
    const response = await this.#send('PUT', 'device-key', { body: publicKeyset });
    if (!response.ok) throw await this.#refusal(response);
  }

  async upload(body: SealedUpload): Promise<Stored> {
    const response = await this.#send('POST', 'uploads', { body: JSON.stringify(body) });
    if (response.ok) return (await response.json()) as Stored;
    throw await this.#refusal(response);
  }

  async #send(
    method: string,
    path: string,
    { body, headers }: { body?: string; headers?: Record<string, string> },
  ) {
    const authorization = `Bearer ${this.#bearer}`;
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    try {
      return await fetch(`${this.#base}/${path}`, {
        method,
        headers: { authorization, ...type, ...headers },
        ...(body !== undefined && { body }),
        signal: AbortSignal.timeout(30_000),
      });
    } catch {
      throw new PlainError(
        `No server answers at ${this.#server}; start it with npm run demo, or give --server.`,
      );
    }
  }

  /** Every refusal in one sentence that says what to do. */
  async #refusal(response: Response): Promise<Error> {
    const problem = (await response.json().catch(() => null)) as {
      title?: string;
      errors?: Record<string, string[]>;
    } | null;
    if (response.status === 400 && problem?.errors?.['observations.scope']) return new ScopeNotAsked();
    if (response.status === 409 && problem?.errors?.['publicKeyset']) return new PlainError(ANOTHER_KEY);
    const said = problem?.title ?? response.statusText;
    return new PlainError(
      SENTENCES[response.status] ?? `The server refused with ${response.status}: ${said}`,
    );
  }
}

const ANOTHER_KEY = 'This device signs with a key from another place; add it again to get a new bearer.';

const SENTENCES: Record<number, string> = {
  401: 'The server does not accept this bearer; the device was revoked, or the demo was reset.',
  404: 'This bearer is not for this data group; check --data-group.',
  409: 'The study or the enrollment is not active, or the study team has not made a key yet; nothing was sent.',
  429: 'The server asks to send less often; try --every 60.',
};
