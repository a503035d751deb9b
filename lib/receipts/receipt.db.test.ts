import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { execute } from '@/lib/command';
import { answerRequest } from '@/lib/consents/consent-commands';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';
import { GLUCOSE, observationWorld, type ObservationWorld } from '@/lib/observations/test-world';
import { again } from '@/lib/organizations/management-world';
import { receiptOf } from './receipt-queries';
import { receiptPublicKeys } from './receipt-signature';
import { verifyReceipt } from './verify-receipt';

let database: TestDatabase;
let world: ObservationWorld;
let decisionId: string;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await observationWorld(database.admin);
  const { decisionIds } = await execute(answerRequest, again(world.participant.patient), {
    enrollmentId: world.participant.enrollmentId,
    informationVersion: 0,
    answers: [{ scope: GLUCOSE.code, answer: 'share' }],
  });
  decisionId = decisionIds[0]!;
});

const mine = () => receiptOf(again(world.participant.patient), decisionId);

async function putOtherwise(): Promise<void> {
  const { studyId, organizationId } = world;
  await database.admin.query(
    `UPDATE scope_request SET reason = 'to sell it', required = true WHERE study_id = $1 AND scope_id = $2`,
    [studyId, GLUCOSE.id],
  );
  await database.admin.query(`UPDATE study SET name = 'Other ' || id WHERE id = $1`, [studyId]);
  await database.admin.query(`UPDATE organization SET name = 'Other ' || id WHERE id = $1`, [organizationId]);
}

test('a receipt is for the words that were answered, also when it is first asked for after others came', async () => {
  await putOtherwise();
  const { payload } = await mine();
  const [purpose] = payload.consent_record.purposes;
  expect(purpose).toMatchObject({ pii_type: GLUCOSE.code, reason: 'why', required: false });
  expect(payload.consent_record.privacy_notice.request_version).toBe(1);
});

test('what is shown beside a signature is what was signed, whatever is renamed later', async () => {
  const before = await mine();
  await putOtherwise();
  const after = await mine();
  expect(after).toEqual(before);
  const file = JSON.stringify({ receipt: after.jws, says: after.payload });
  expect(await verifyReceipt(file, await receiptPublicKeys())).toMatchObject({ isGenuine: true });
});

test('two who ask at once get one receipt, of one key that everybody can look up', async () => {
  const [one, two] = await Promise.all([mine(), mine()]);
  expect(two.jws).toBe(one.jws);
  expect((await receiptPublicKeys()).map(({ kid }) => kid)).toEqual([one.keyId]);
});
