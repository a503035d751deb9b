import { buildApp } from './build-app.ts';
import { runCommand } from './lifetime.ts';

await runCommand(async () => {
  await buildApp();
  return 0;
});
