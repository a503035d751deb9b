import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { inRoot } from '../paths.ts';
import { PlainError } from '../plain-error.ts';

/** What a phone needs to know. The demo writes it down; for any other patient it is typed. */
export type PhoneSettings = {
  server: string;
  dataGroupId: string;
  bearer: string;
  /** The device's private keyset, where somebody made it before; otherwise this program makes and keeps one. */
  signingKeyset: string | null;
  /** How often it sends, and how often at most; null: until it is stopped. */
  everyMs: number;
  count: number | null;
  /** Where its own signing keys are kept. */
  keyFolder: string;
};

const USAGE = `Plays a patient's phone: seals new readings and uploads them through the public API (docs/api.md).

  npm run phone                          the demo patient's phone, against http://localhost:3000
  npm run phone -- --count 3             three uploads of each kind, then the end
  npm run phone -- --every 30            one upload every 30 seconds instead of 5
  npm run phone -- --server https://example.org --data-group <id> --bearer <bearer>

WELLKEPT_SERVER, WELLKEPT_DATA_GROUP and WELLKEPT_BEARER say the same in the environment, where no other user can read them.`;

const OPTIONS = {
  server: { type: 'string' },
  'data-group': { type: 'string' },
  bearer: { type: 'string' },
  count: { type: 'string' },
  every: { type: 'string' },
  help: { type: 'boolean' },
} as const;

const DemoPhone = z.object({
  dataGroupId: z.uuid(),
  bearer: z.string(),
  signingKeyset: z.string().optional(),
});

/** null: the person asked how this works, and was told. */
export function readPhoneSettings(args: string[]): PhoneSettings | null {
  const given = parsed(args);
  if (given.help) {
    console.log(USAGE);
    return null;
  }
  const environment = process.env;
  const dataFolder = resolve(inRoot(), environment['DATA_DIR'] ?? '.data');
  const dataGroupId = given['data-group'] ?? environment['WELLKEPT_DATA_GROUP'];
  const bearer = given.bearer ?? environment['WELLKEPT_BEARER'];
  const phone =
    dataGroupId !== undefined && bearer !== undefined
      ? { dataGroupId: uuid(dataGroupId), bearer, signingKeyset: undefined }
      : demoPhone(`${dataFolder}/demo-phone.json`);
  const server =
    given.server ?? environment['WELLKEPT_SERVER'] ?? `http://localhost:${environment['PORT'] ?? '3000'}`;
  return {
    ...phone,
    signingKeyset: phone.signingKeyset ?? null,
    server: origin(server),
    everyMs: positive('--every', given.every ?? '5') * 1_000,
    count: given.count === undefined ? null : positive('--count', given.count),
    keyFolder: `${dataFolder}/phone`,
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, strict: true }).values;
  } catch (error) {
    throw new PlainError(
      `${error instanceof Error ? error.message : 'Wrong arguments'} (see npm run phone -- --help)`,
    );
  }
}

function demoPhone(path: string): z.output<typeof DemoPhone> {
  if (!existsSync(path)) {
    throw new PlainError(
      'There is no demo phone here yet; start the demo once (npm run demo), or give --data-group and --bearer.',
    );
  }
  const { data } = DemoPhone.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!data)
    throw new PlainError(
      `${path} is not what the demo writes; start the demo over (npm run demo -- --reset).`,
    );
  return data;
}

function uuid(text: string): string {
  if (!z.uuid().safeParse(text).success)
    throw new PlainError('--data-group must be the id of a data group, a UUID.');
  return text.toLowerCase();
}

function origin(text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
    throw new PlainError('--server must be an address such as https://example.org.');
  }
  return new URL(text).origin;
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (!(number > 0) || (name === '--count' && !Number.isInteger(number))) {
    throw new PlainError(`${name} must be a number above 0.`);
  }
  return number;
}
