import { mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keysFingerprint, type CheckpointKeys } from './checkpoint-keys';
import type { StoredCheckpoint } from './seal-store';

/**
 * Checkpoints outside the database, one JSON object a line in one file a day: whoever changes the database alone cannot
 * change these as well. Files are only ever appended to.
 */
export class CheckpointFiles {
  constructor(private readonly directory: string) {}

  async append(checkpoints: readonly StoredCheckpoint[], now: Date): Promise<void> {
    if (checkpoints.length === 0) return;
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const file = await open(join(this.directory, `${now.toISOString().slice(0, 10)}.ndjson`), 'a', 0o600);
    try {
      await file.write(
        checkpoints.map(({ number, note }) => `${JSON.stringify({ number, note })}\n`).join(''),
      );
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  /** The public keys beside what they signed, for whoever checks an export elsewhere. New keys get a new file. */
  async keepKeys(keys: CheckpointKeys): Promise<void> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const name = `keys-${keysFingerprint(keys).slice(0, 16)}.json`;
    await writeFile(join(this.directory, name), `${JSON.stringify(keys)}\n`, { mode: 0o644 });
  }

  /** The newest one; a line cut short by a crash does not count. */
  async last(): Promise<StoredCheckpoint | null> {
    const names = await readdir(this.directory).catch(() => []);
    for (const name of names
      .filter((found) => found.endsWith('.ndjson'))
      .sort()
      .reverse()) {
      const lines = (await readFile(join(this.directory, name), 'utf8')).split('\n').slice(0, -1).reverse();
      for (const line of lines) {
        const checkpoint = readLine(line);
        if (checkpoint) return checkpoint;
      }
    }
    return null;
  }
}

function readLine(line: string): StoredCheckpoint | null {
  try {
    const value = JSON.parse(line) as Partial<StoredCheckpoint>;
    return typeof value.number === 'number' && typeof value.note === 'string'
      ? { number: value.number, note: value.note }
      : null;
  } catch {
    return null;
  }
}
