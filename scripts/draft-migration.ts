import { runCommand } from './lifetime.ts';
import { draftMigration } from './schema-drift.ts';
import { holdLock } from './lock.ts';
import { startTestPostgres, createTemplate, TEST_FOLDER } from './test-server.ts';

/** `node scripts/start.mjs draft-migration`: prints the SQL by which prisma/schema.prisma is ahead of the migrations. */
await runCommand(async () => {
  holdLock(`${TEST_FOLDER}/running.json`, 'A test run');
  const { adminUrl } = await startTestPostgres();
  await createTemplate(adminUrl);
  console.log(await draftMigration(adminUrl));
  return 0;
});
