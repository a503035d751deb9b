import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { inTransaction, NIL } from '@/lib/db/transaction';
import {
  again,
  managementWorld,
  refusalOf,
  type ManagementWorld,
} from '@/lib/organizations/management-world';
import { ask } from '@/lib/query';
import { queueMail } from './mail-store';
import { outbox, outboxLetter, outboxList } from './outbox-queries';

let database: TestDatabase;
let world: ManagementWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await managementWorld(database.admin);
  const letter = { toAddress: 'ada@example.org', subject: 'Your choice for Walks', bodyText: 'Hello Ada' };
  await inTransaction(NIL, (tx) => queueMail(tx, letter));
});
afterAll(() => database.close());

test('outside of a demo the outbox tells how letters fare, and to nobody who got which', async () => {
  const [listed, ...others] = await ask(outboxList, again(world.superAdmin));
  expect(others).toEqual([]);
  expect(listed).toMatchObject({ toAddress: 'a…@example.org', subject: '', sentAt: null, attempts: 0 });
  expect(await ask(outboxLetter(listed!.id), again(world.superAdmin))).toBeNull();
  expect(await outbox()).toBeNull();
  for (const who of ['manager', 'patient'] as const)
    expect(await refusalOf(ask(outboxList, again(world[who])))).toBe('NOT_FOUND');
});
