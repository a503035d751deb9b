import { runCommand } from './lifetime.ts';
import { runStaticChecks } from './static-checks.ts';

await runCommand(async () => ((await runStaticChecks()) ? 0 : 1));
