import { randomBytes } from 'node:crypto';
import type { Tenant } from '../support/tenant';
import { SCOPES } from '../support/tenant-studies';
import type { DeviceBodies } from '../support/device-bodies';
import type { LayerName } from '@/lib/authorization/policy';

export type Asker =
  'stranger' | 'outsider' | 'patient' | 'manager' | 'member' | 'viewer' | 'admin' | 'nobody';
/** The status, and the layer that the log names; null where nothing is on record. */
type Refusal = readonly [number, LayerName | null];

export type RouteCase = {
  path: (tenant: Tenant) => string;
  body?: (bodies: DeviceBodies) => unknown;
  /** Programs come with a bearer instead of a session. */
  isForPrograms?: true;
  refused: Partial<Record<Asker, Refusal>>;
  /** Who gets in, and with which status. */
  owners: Partial<Record<Asker, number>>;
};

/** Another one in each run: attempts are counted by link too. */
const MADE_UP = randomBytes(32).toString('base64url');

const NOBODY = { nobody: [401, null] } as const;
const UNKNOWN_SECRET: Refusal = [404, 'authentication'];
const UNKNOWN_BEARER: Refusal = [401, 'authentication'];
/** A session is no bearer: whoever has one is as unknown as nobody. */
const NO_BEARER = {
  nobody: UNKNOWN_BEARER,
  manager: UNKNOWN_BEARER,
  patient: UNKNOWN_BEARER,
  stranger: UNKNOWN_BEARER,
};
const NO_ROLE: Refusal = [404, 'organization-membership'];
const NEVER: Refusal = [404, 'user-type'];
const TOO_SMALL: Refusal = [403, 'role-permission'];
const STAFF_ONLY = { ...NOBODY, stranger: NO_ROLE, outsider: NEVER, admin: NEVER };
const MEMBERS = { ...STAFF_ONLY, viewer: TOO_SMALL };
const MANAGERS = { ...MEMBERS, member: TOO_SMALL };

const open = (path: RouteCase['path'], status: number): RouteCase => ({
  path,
  refused: {},
  owners: { nobody: status },
});
const ofOneself = (step: string): [string, RouteCase] => [
  `POST /api/auth/${step}`,
  {
    path: () => `/api/auth/${step}`,
    body: () => ({}),
    refused: NOBODY,
    owners: { viewer: 400, patient: 400 },
  },
];
const span = 'from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z';
const readings = ({ studyId, patientId }: Tenant) => `/api/v1/studies/${studyId}/patients/${patientId}`;
const group = ({ dataGroupId }: Tenant) => `/api/v1/data-groups/${dataGroupId}`;

/** Each route handler that reads or changes something of somebody's, or says that it does not. */
export const ROUTE_CASES: Record<string, RouteCase> = {
  'GET /api/v1/studies/[studyId]/patients/[patientId]/observations': {
    path: (tenant) => `${readings(tenant)}/observations?scope=${SCOPES.shared}&${span}`,
    refused: { ...STAFF_ONLY, outsider: NO_ROLE },
    owners: { viewer: 200, manager: 200 },
  },
  'GET /api/v1/studies/[studyId]/patients/[patientId]/sharing': {
    path: (tenant) => `${readings(tenant)}/sharing?${span}`,
    refused: { ...STAFF_ONLY, patient: [403, 'user-type'] },
    owners: { viewer: 200, manager: 200 },
  },
  'GET /api/v1/organizations/[organizationId]/audit/proof': {
    path: ({ organizationId }) => `/api/v1/organizations/${organizationId}/audit/proof?part=state`,
    refused: { ...MANAGERS, patient: NEVER },
    owners: { manager: 200 },
  },
  'GET /api/v1/search': {
    path: ({ organizationId }) => `/api/v1/search?q=ab&organization=${organizationId}`,
    refused: { ...STAFF_ONLY, patient: NEVER },
    owners: { viewer: 200, manager: 200 },
  },
  'GET /vault/enrollments/[enrollment]/keys': {
    path: ({ waitingEnrollmentId }) => `/vault/enrollments/${waitingEnrollmentId}/keys`,
    refused: { ...MEMBERS, patient: NEVER },
    owners: { member: 200, manager: 200 },
  },
  'GET /vault/studies/[study]/patients/[patient]/keys': {
    path: ({ studyId, patientId }) => `/vault/studies/${studyId}/patients/${patientId}/keys`,
    refused: { ...STAFF_ONLY, patient: [403, 'user-type'] },
    owners: { viewer: 200, manager: 200 },
  },
  'GET /vault/studies/[study]/keys': {
    path: ({ studyId }) => `/vault/studies/${studyId}/keys`,
    refused: { ...MANAGERS, patient: NEVER },
    owners: { manager: 200 },
  },
  'GET /vault/organizations/[organization]/colleagues': {
    path: ({ organizationId }) => `/vault/organizations/${organizationId}/colleagues`,
    refused: { ...MANAGERS, patient: NEVER },
    owners: { manager: 200 },
  },
  'GET /vault/organizations/[organization]/waiting': {
    path: ({ organizationId }) => `/vault/organizations/${organizationId}/waiting`,
    refused: { ...MANAGERS, patient: NEVER },
    owners: { manager: 200 },
  },
  // Of oneself only: there is no id in the address.
  'GET /vault/my-keys': {
    path: () => '/vault/my-keys',
    refused: NOBODY,
    owners: { viewer: 200, patient: 200 },
  },
  'GET /vault/state': { path: () => '/vault/state', refused: NOBODY, owners: { viewer: 200, patient: 200 } },
  'GET /vault/mount': { path: () => '/vault/mount', refused: NOBODY, owners: { viewer: 200, patient: 200 } },

  'GET /api/v1/data-groups/[dataGroupId]/public-keyset': {
    path: (tenant) => `${group(tenant)}/public-keyset`,
    isForPrograms: true,
    refused: NO_BEARER,
    owners: {},
  },
  'PUT /api/v1/data-groups/[dataGroupId]/device-key': {
    path: (tenant) => `${group(tenant)}/device-key`,
    body: ({ deviceKey }) => deviceKey,
    isForPrograms: true,
    refused: NO_BEARER,
    owners: {},
  },
  'POST /api/v1/data-groups/[dataGroupId]/uploads': {
    path: (tenant) => `${group(tenant)}/uploads`,
    body: ({ upload }) => upload,
    isForPrograms: true,
    refused: NO_BEARER,
    owners: {},
  },

  // An invitation's secret is the authority; nobody's session adds to it, and a secret that was made up opens nothing.
  'POST /set-up/administrator': {
    path: () => '/set-up/administrator',
    body: () => ({
      code: 'not the code',
      name: 'Nobody',
      email: 'nobody@demo.wellkept.example',
      password: 'nine bridges and a boat',
    }),
    refused: { nobody: [400, 'authentication'], manager: [400, 'authentication'] },
    owners: {},
  },
  ...Object.fromEntries(
    ['code', 'check', 'accept'].map((step): [string, RouteCase] => [
      `POST /invite/[token]/${step}`,
      {
        path: () => `/invite/${MADE_UP}/${step}`,
        body: () => ({ code: '000000', name: 'Nobody', password: 'nine bridges and a boat' }),
        // Few, because guesses at links are counted by address.
        refused: { nobody: UNKNOWN_SECRET, manager: UNKNOWN_SECRET },
        owners: {},
      },
    ]),
  ),

  // The same for everybody, and nothing of anybody.
  'GET /malformed-address': open(() => '/malformed-address', 400),
  'GET /audit/checkpoint': open(() => '/audit/checkpoint', 200),
  'GET /api/health': open(() => '/api/health', 200),
  'GET /api/health/ready': open(() => '/api/health/ready', 200),
  'GET /api/auth/[...nextauth]': open(() => '/api/auth/csrf', 200),
  'POST /api/auth/[...nextauth]': {
    path: () => '/api/auth/callback/credentials',
    body: () => ({}),
    // JSON is no form; what a form is answered, sign-in.spec.ts asks.
    refused: { nobody: [400, null] },
    owners: {},
  },
  // Of oneself only, and only with what each asks for besides the session: the password, or the answer to a challenge.
  ...Object.fromEntries(
    [
      'password',
      'factor/totp',
      'factor/totp/confirm',
      'factor/codes',
      'factor/remove',
      'factor/passkey',
      'factor/passkey/options',
      'email',
      'email/confirm',
    ].map(ofOneself),
  ),
  // A session is not enough here but too much: these are for who has shown a password and nothing else.
  ...Object.fromEntries(
    ['code', 'lost', 'passkey', 'passkey/options'].map((step): [string, RouteCase] => [
      `POST /api/auth/second-step/${step}`,
      {
        path: () => `/api/auth/second-step/${step}`,
        body: () => ({ code: '000000' }),
        refused: { ...NOBODY, viewer: [401, null], patient: [401, null] },
        owners: {},
      },
    ]),
  ),
  'POST /api/auth/recover': {
    path: () => '/api/auth/recover',
    body: () => ({ email: 'not an address' }),
    refused: {},
    owners: { nobody: 400 },
  },
  'POST /api/auth/recover/finish': {
    path: () => '/api/auth/recover/finish',
    body: () => ({ token: MADE_UP, password: 'nine bridges and a boat' }),
    refused: { nobody: UNKNOWN_SECRET, manager: UNKNOWN_SECRET },
    owners: {},
  },
  // Ends the caller's own session; of nobody there is none to end.
  'POST /api/auth/sign-out': open(() => '/api/auth/sign-out', 204),
  'GET /receipts/keys.json': open(() => '/receipts/keys.json', 200),
  'GET /vault/worker.js': open(() => '/vault/worker.js?h=0000000000000000', 404),
};
