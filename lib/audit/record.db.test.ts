import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from '@/lib/command';
import { inTransaction } from '@/lib/db/transaction';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { AppError } from '@/lib/errors';
import { createOrganization } from '@/lib/organizations/organization-commands';
import {
  again,
  insertPatient,
  managementWorld,
  recordedBy,
  refusalOf,
  rowCounts,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { append, someEvent } from './audit-world';
import { canonicalJson } from './canonical-json';
import { AUDIT_ACTIONS, AuditEvent } from './events';
import { recordEvent } from './record';
import { checkEvent } from './verify-event';

let database: TestDatabase;
let world: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
});
afterAll(() => database.close());

const uuid = fc.uuid();
const KINDS = AuditEvent.shape.resource.unwrap().shape.kind.options;
const PURPOSES = AuditEvent.shape.purpose.unwrap().options;
const event: fc.Arbitrary<AuditEvent> = fc.record(
  {
    type: fc.constantFrom(...AUDIT_ACTIONS),
    studyId: uuid.map((id) => id.toUpperCase()),
    scopeIds: fc.array(fc.integer({ min: 0, max: 32_767 }), { maxLength: 8 }),
    resource: fc.record({ kind: fc.constantFrom(...KINDS), id: uuid }),
    n: fc.nat(),
    firstId: fc.nat(),
    lastId: fc.integer({ min: -1_000, max: Number.MAX_SAFE_INTEGER }),
    purpose: fc.constantFrom(...PURPOSES),
    onBehalfOf: uuid,
    operation: fc.constantFrom('study.create', 'patient.read', 'scope-request.add'),
  },
  { requiredKeys: ['type'] },
);

type Stored = { id: string; columns: Record<string, string>; body: string; salt: string; commitment: string };

test(
  'bodies are RFC 8785, say what the columns say, and hash to their leaf',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(event, fc.constantFrom('manager', null), async (recorded, role) => {
        const principal = again(world.manager);
        await inTransaction(principal.userId, (tx) =>
          recordEvent(tx, {
            principal,
            role,
            organizationId: world.organizationId,
            outcome: 'success',
            event: recorded,
          }),
        );
        const { rows } = await database.admin.query<Stored>(
          `SELECT id, audit.columns_of(e) AS columns, convert_from(body, 'UTF8') AS body, encode(salt, 'hex') AS salt,
                encode(commitment, 'hex') AS commitment FROM audit.event e WHERE request_id = $1`,
          [principal.requestId],
        );
        const [stored] = rows;
        if (!stored || rows.length !== 1) throw new Error('not recorded once');
        expect(canonicalJson(JSON.parse(stored.body))).toBe(stored.body);
        const { columns, body, salt, commitment } = stored;
        const { fault } = checkEvent(
          {
            leafIndex: 0,
            leafHash: '00'.repeat(32),
            eventId: Number(stored.id),
            event: { columns, body, salt, detail: null, commitment },
          },
          { organizationId: world.organizationId, leafIndex: 0 },
        );
        expect(fault?.kind).toBe('leaf'); // the only thing wrong is the leaf that was made up here
      }),
      { numRuns: 150 },
    );
  },
);

describe('what cannot be recorded', () => {
  const principal = () => again(world.manager);
  const record = (recorded: object) =>
    inTransaction(world.manager.userId, (tx) =>
      recordEvent(tx, {
        principal: principal(),
        role: 'manager',
        organizationId: world.organizationId,
        outcome: 'success',
        event: recorded as AuditEvent,
      }),
    );

  test.each([
    ['an extra field', { type: 'study.created', note: 'a word' }],
    ['a name', { type: 'study.created', name: 'Ada Example' }],
    ['free text as an operation', { type: 'access.refused', operation: 'Ada has diabetes' }],
    ['an unknown action', { type: 'study.liked' }],
    ['an id that is none', { type: 'study.created', studyId: 'Ada' }],
    ['a purpose of one’s own', { type: 'study.created', purpose: 'curiosity' }],
    ['a number with a fraction', { type: 'study.created', n: 1.5 }],
  ])('%s is refused by the schema', async (_what, recorded) => {
    await expect(record(recorded)).rejects.toThrow();
  });

  test.each([
    ['an extra field', { note: 'x' }],
    ['free text in the action', { action: 'Ada has diabetes' }],
    ['a quote', { purpose: 'a"b' }],
    ['a backslash', { client: 'a\\b' }],
    ['a letter beyond ASCII', { layer: 'é' }],
    ['a line break', { operation: 'a\nb' }],
    ['text where an id belongs', { actor: 'Ada' }],
    ['text where a number belongs', { n: 'many' }],
    ['text among the scopes', { scopes: ['glucose'] }],
    ['nobody', { actor: null }],
    ['no organization', { organization: null }],
    ['no outcome', { outcome: null }],
  ])('%s is refused by the database', async (_what, more) => {
    await expect(append(database.admin, someEvent(world.organizationId, more))).rejects.toThrow();
  });
});

describe('no audit, no act', () => {
  test('an act whose event cannot be written fails with 503 and changes nothing', async () => {
    await insertPatient(database.admin, world.organizationId);
    const before = await rowCounts(database.admin);
    const manager = again(world.manager);
    const input = {
      parentId: world.organizationId,
      name: `Clinic ${randomUUID()}`,
      type: 'clinic',
      contact: '',
    };
    await database.admin.query('REVOKE EXECUTE ON FUNCTION audit.append(jsonb) FROM wellkept_app');
    const error: unknown = await execute(createOrganization, manager, input).catch(
      (caught: unknown) => caught,
    );
    const refusal = await refusalOf(execute(createOrganization, again(world.stranger), input));
    await database.admin.query('GRANT EXECUTE ON FUNCTION audit.append(jsonb) TO wellkept_app');
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).status).toBe(503);
    expect(refusal).toBe('UNAVAILABLE'); // not even a refusal passes without its record
    expect(await rowCounts(database.admin)).toEqual(before);
    expect(await recordedBy(database.admin, manager.requestId)).toEqual([]);
    await execute(createOrganization, manager, input);
    expect(await recordedBy(database.admin, manager.requestId)).toHaveLength(1);
  });

  test('an act that fails after its event leaves no event', async () => {
    const principal = again(world.manager);
    await expect(
      inTransaction(principal.userId, async (tx) => {
        await recordEvent(tx, {
          principal,
          role: 'manager',
          organizationId: world.organizationId,
          outcome: 'success',
          event: { type: 'study.created' },
        });
        throw new Error('later');
      }),
    ).rejects.toThrow('later');
    expect(await recordedBy(database.admin, principal.requestId)).toEqual([]);
  });
});
