import 'server-only';
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { AppError } from '@/lib/errors';
import { Turnstile } from './turnstile';

/** OWASP's smallest Argon2id setting: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const TAG_BYTES = 32;

/** At most four at a time (76 MiB), as many as Node has threads for them; a flood waits in line or is turned away. */
const turnstile = new Turnstile(4, 128);
const derive = promisify(argon2);

type Cost = { memory: number; passes: number; parallelism: number };

/** NFKC, so that the same password typed on another keyboard is the same bytes (NIST SP 800-63B, 3.1.1.2). */
async function tag(password: string, salt: Buffer, cost: Cost, tagLength: number): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFKC'), 'utf8');
  return turnstile.run(
    () => derive('argon2id', { message, nonce: salt, ...cost, tagLength }),
    () => new AppError('UNAVAILABLE', 'Many people are signing in right now. Try again in a moment.'),
  );
}

/** A PHC string: $argon2id$v=19$m=…,t=…,p=…$salt$tag, base64 without padding. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return phc(salt, await tag(password, salt, COST, TAG_BYTES));
}

function phc(salt: Buffer, hash: Buffer): string {
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(hash)}`;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{22,128})$/;

/** No password has this hash. Checking against it costs what checking a real one does. */
const NOBODY = phc(Buffer.alloc(SALT_BYTES), Buffer.alloc(TAG_BYTES));

/** False also without a hash, after the same work: how long it takes must not tell whether the account exists. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [, m, t, p, salt, hash] = PHC.exec(stored ?? NOBODY) ?? PHC.exec(NOBODY) ?? [];
  const expected = Buffer.from(hash ?? '', 'base64');
  const cost = { memory: Number(m), passes: Number(t), parallelism: Number(p) };
  const actual = await tag(password, Buffer.from(salt ?? '', 'base64'), cost, expected.length);
  return timingSafeEqual(actual, expected) && stored !== null;
}
