import { readFileSync } from 'node:fs';
import { keysFingerprint, type CheckpointKeys } from '../lib/audit/checkpoint-keys.ts';
import { ProofBundle, ProofState } from '../lib/audit/proof.ts';
import { verifyBundle } from '../lib/audit/verify.ts';

/**
 * Checks an exported audit log on any machine, without the server and without a network:
 *
 *     npx tsx scripts/verify-audit.ts audit-proof.json [keys.json]
 *
 * keys.json is the file of public keys that the server keeps beside its checkpoints, from a copy that you made yourself.
 * Without it the keys in the bundle are taken, which shows only that the bundle agrees with itself.
 * Ends with 0 when the log is intact, 1 when it is not, and 2 when the file cannot be read.
 */
function main(bundlePath: string | undefined, keysPath: string | undefined): number {
  if (bundlePath === undefined) {
    console.error('Which file? npx tsx scripts/verify-audit.ts audit-proof.json [keys.json]');
    return 2;
  }
  const bundle = ProofBundle.safeParse(readJson(bundlePath));
  const keys = keysPath === undefined ? null : ProofState.shape.keys.safeParse(readJson(keysPath));
  if (!bundle.success || keys?.success === false) {
    console.error(`${bundle.success ? String(keysPath) : bundlePath} is not such a file.`);
    return 2;
  }
  return report(bundle.data, keys?.data ?? null);
}

function report(bundle: ProofBundle, keys: CheckpointKeys | null): number {
  const verdict = verifyBundle(bundle, keys ? { keys } : {});
  console.log(`Origin    ${bundle.origin}, exported ${bundle.exportedAt}`);
  console.log(
    `Keys      ${keysFingerprint(keys ?? bundle.keys)}${keys ? '' : ' (from the file itself: compare them)'}`,
  );
  if (verdict.intact) {
    const { number, at } = verdict.checkpoint ?? { number: 0, at: 'never' };
    console.log(`Intact: ${verdict.events} events, checkpoint ${number} of ${at}.`);
    return 0;
  }
  const { message, organizationId, leafIndex, before, at, after } = verdict.first;
  console.log(`BROKEN: ${message}`);
  if (organizationId !== null)
    console.log(`  in the log of ${organizationId}, position ${leafIndex ?? 'unknown'}`);
  for (const [word, event] of Object.entries({ before, here: at, after })) {
    if (event) console.log(`  ${word}: ${event.body ?? `event ${event.eventId}, gone`}`);
  }
  return 1;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

process.exitCode = main(process.argv[2], process.argv[3]);
