import type { Tenant } from '../support/tenant';

const JSON_TYPE = 'application/json';

/** The largest body that any address reads, and a little more. */
const FAR_TOO_MUCH = 9 * 1024 * 1024;

/** What is sent in place of a body. Names are those of real fields, so that it gets as far as it can. */
export const BODIES: [what: string, type: string, body: string | Buffer][] = [
  ['nothing', JSON_TYPE, ''],
  ['half of it', JSON_TYPE, '{"code":'],
  ['an array', JSON_TYPE, '[]'],
  ['null', JSON_TYPE, 'null'],
  ['a number', JSON_TYPE, '1e9'],
  ['a text', JSON_TYPE, '"{}"'],
  [
    'wrong types',
    JSON_TYPE,
    '{"code":1e9,"name":[],"password":{},"clientBatchId":1e9,"deks":{},"observations":1e9,"primaryKeyId":[],"key":{}}',
  ],
  ['NUL', JSON_TYPE, '{"code":"\\u0000","name":"\\u0000","clientBatchId":"\\u0000","deks":["\\u0000"]}'],
  ['a prototype', JSON_TYPE, '{"__proto__":{"as":"signed-in"},"constructor":{"prototype":{}}}'],
  ['a field too many', JSON_TYPE, '{"as":"signed-in","isAdmin":true}'],
  ['wrong UTF-8', JSON_TYPE, Buffer.from('{"code":"\xff\xfe"}', 'latin1')],
  ['another encoding', JSON_TYPE, Buffer.from('{"code":"000000"}', 'utf16le')],
  ['a few brackets', JSON_TYPE, '['.repeat(2_000) + ']'.repeat(2_000)],
  ['very many brackets', JSON_TYPE, '['.repeat(200_000) + ']'.repeat(200_000)],
  ['far too much', JSON_TYPE, `{"code":"${'a'.repeat(FAR_TOO_MUCH)}"}`],
  ['plain text', 'text/plain', '{}'],
  ['XML', 'application/xml', '<a/>'],
  ['a form in parts', 'multipart/form-data; boundary=x', '--x\r\n\r\n--x--'],
  ['no boundary', 'multipart/form-data', 'x'],
  ['half a form', 'application/x-www-form-urlencoded', 'email=%ZZ&password[]=1&csrfToken=&__proto__=1'],
];

type BodyCase = {
  path: (tenant: Tenant) => string;
  as: 'device' | 'nobody' | 'manager';
  /** Where the body is not looked at, it is no mistake either. */
  answersAlways?: number;
};

const group = ({ dataGroupId }: Tenant) => `/api/v1/data-groups/${dataGroupId}`;
const MADE_UP = 'A'.repeat(43);

const at = (paths: string[], as: BodyCase['as']): Record<string, BodyCase> =>
  Object.fromEntries(paths.map((path) => [`POST ${path}`, { path: () => path, as }]));

/** Each route handler that may be sent a body; a test fails when one is missing. */
export const BODY_CASES: Record<string, BodyCase> = {
  ...at(
    [
      '/api/auth/password',
      '/api/auth/email',
      '/api/auth/factor/codes',
      '/api/auth/factor/passkey',
      '/api/auth/factor/passkey/options',
      '/api/auth/factor/remove',
      '/api/auth/factor/totp',
      '/api/auth/factor/totp/confirm',
    ],
    'manager',
  ),
  ...at(
    [
      '/api/auth/email/confirm',
      '/api/auth/recover',
      '/api/auth/recover/finish',
      '/api/auth/second-step/code',
      '/api/auth/second-step/lost',
      '/api/auth/second-step/passkey',
      '/api/auth/second-step/passkey/options',
    ],
    'nobody',
  ),
  'POST /api/v1/data-groups/[dataGroupId]/uploads': {
    path: (tenant) => `${group(tenant)}/uploads`,
    as: 'device',
  },
  'PUT /api/v1/data-groups/[dataGroupId]/device-key': {
    path: (tenant) => `${group(tenant)}/device-key`,
    as: 'device',
  },
  'POST /invite/[token]/code': { path: () => `/invite/${MADE_UP}/code`, as: 'nobody' },
  'POST /invite/[token]/check': { path: () => `/invite/${MADE_UP}/check`, as: 'nobody' },
  'POST /invite/[token]/accept': { path: () => `/invite/${MADE_UP}/accept`, as: 'nobody' },
  'POST /set-up/administrator': { path: () => '/set-up/administrator', as: 'nobody' },
  'POST /api/auth/[...nextauth]': { path: () => '/api/auth/callback/credentials', as: 'nobody' },
  'POST /api/auth/sign-out': { path: () => '/api/auth/sign-out', as: 'nobody', answersAlways: 204 },
};

/** What is sent to a server action in place of its one argument, as text. */
export const CALLS: [what: string, type: string, body: string | Buffer, status: 400 | 413][] = [
  ['nothing', 'text/plain', '', 400],
  ['half of it', 'text/plain', '[{', 400],
  ['no list', 'text/plain', '{}', 400],
  ['a text', 'text/plain', '"x"', 400],
  ['null', 'text/plain', 'null', 400],
  ['no argument', 'text/plain', '[]', 400],
  ['more arguments', 'text/plain', '[{},{}]', 400],
  ['an action in place of an argument', 'text/plain', '["$F1"]', 400],
  ['a form in place of an argument', 'text/plain', '["$K1"]', 400],
  ['a part that is missing', 'text/plain', '[{"name":"$1"}]', 400],
  ['no number', 'text/plain', '["$nx"]', 400],
  ['wrong UTF-8', 'text/plain', Buffer.from('["\xff\xfe"]', 'latin1'), 400],
  ['very many brackets', 'text/plain', '['.repeat(200_000) + ']'.repeat(200_000), 400],
  ['far too much', 'text/plain', JSON.stringify(['a'.repeat(FAR_TOO_MUCH)]), 413],
  ['JSON', 'application/json', '[{}]', 400],
  ['no boundary', 'multipart/form-data', 'x', 400],
  ['a form without its root', 'multipart/form-data; boundary=x', '--x\r\n\r\n--x--\r\n', 400],
  ['a form of addresses', 'application/x-www-form-urlencoded', '0=%5B%5D', 400],
];

/** Well written and wrong: what each action finds in place of its input, or of an id in it. */
export const VALUES: unknown[] = [
  '\u0000',
  1e9,
  true,
  [],
  {},
  null,
  'x'.repeat(100_000),
  { id: { not: null } },
  JSON.parse('{"__proto__":{"isAdmin":true}}'),
];

/** Addresses that cannot be decoded, and whether a program asks. */
export const UNDECODABLE: [path: string, isForPrograms: boolean][] = [
  ['/o/%E0%A4%A', false],
  ['/invite/%ZZ', false],
  ['/invite/%C0%80/accept', false],
  ['/me/receipts/%', false],
  ['/%FF', false],
  ['/vault/studies/%E0/keys', true],
  ['/api/v1/data-groups/%E0%A4%A/uploads', true],
  ['/api/auth/%ZZ', true],
];
