import { equalBytes, toBase64 } from '@/lib/crypto/bytes';
import { isSigned, keysFingerprint, type CheckpointKeys } from './checkpoint-keys';
import { follows, headOf, NO_PREVIOUS, parseNote, type ParsedNote, type TreeHead } from './checkpoint-note';
import type { ProofCheckpoint } from './proof';
import type { Fault } from './verify-event';

/** What this browser, or whoever checks, saw the last time: a later history must contain it. */
export type SeenCheckpoint = { number: number; hash: string; fingerprint: string };

/** The chain of checkpoints from the first one: each names the hash of the one before, and the last one is signed. */
export class CheckpointChain {
  private last: ParsedNote | null = null;
  private readonly heads = new Map<string, TreeHead[]>();
  private fault: Fault | null = null;
  private seenHash: string | null = null;

  constructor(private readonly seen: SeenCheckpoint | null) {}

  add(checkpoints: readonly ProofCheckpoint[]): Fault | null {
    for (const checkpoint of checkpoints) this.fault ??= this.addOne(checkpoint);
    return this.fault;
  }

  private addOne(stored: ProofCheckpoint): Fault | null {
    const note = parseNote(stored.note);
    const number = (this.last?.checkpoint.number ?? 0) + 1;
    if (!note) return { kind: 'checkpoint', message: `Checkpoint ${number} cannot be read.` };
    const isNext = this.last
      ? follows(note, this.last)
      : note.checkpoint.number === 1 && equalBytes(note.checkpoint.previous, NO_PREVIOUS);
    if (!isNext)
      return { kind: 'checkpoint', message: `Checkpoint ${number} does not follow the one before.` };
    const { at, position } = note.checkpoint;
    if (
      stored.number !== number ||
      stored.at !== at ||
      stored.position.xid !== position.xid ||
      stored.position.id !== position.id
    ) {
      return { kind: 'checkpoint', message: `Checkpoint ${number} is kept under other words than its own.` };
    }
    for (const head of this.last?.checkpoint.trees ?? []) {
      if ((headOf(note.checkpoint, head.organizationId)?.size ?? -1) < head.size) {
        return { kind: 'checkpoint', message: `Checkpoint ${number} makes a log shorter.` };
      }
    }
    for (const head of note.checkpoint.trees) this.addHead(head);
    if (number === this.seen?.number) this.seenHash = toBase64(note.hash);
    this.last = note;
    return null;
  }

  private addHead(head: TreeHead): void {
    const heads = this.heads.get(head.organizationId);
    if (!heads) this.heads.set(head.organizationId, [head]);
    else if (heads.at(-1)?.size !== head.size || !equalBytes(heads.at(-1)?.root ?? NO_PREVIOUS, head.root))
      heads.push(head);
  }

  /** After the last checkpoint: its number, its signatures, and what was seen before. */
  finish(expectedNumber: number, keys: CheckpointKeys): Fault | null {
    if (this.fault) return this.fault;
    const number = this.last?.checkpoint.number ?? 0;
    const isSeenKey = !this.seen || this.seen.fingerprint === keysFingerprint(keys);
    if (!isSeenKey)
      return { kind: 'seen-before', message: 'The checkpoints are signed with other keys than before.' };
    if (this.seen && this.seenHash !== this.seen.hash) {
      return {
        kind: 'seen-before',
        message: `Checkpoint ${this.seen.number}, seen here before, is not part of this history.`,
      };
    }
    if (number !== expectedNumber) {
      return {
        kind: 'checkpoint',
        message: `There should be ${expectedNumber} checkpoints and there are ${number}.`,
      };
    }
    return !this.last || isSigned(this.last, keys)
      ? null
      : { kind: 'signature', message: `Checkpoint ${number} is not signed with the keys of this server.` };
  }

  /** The sizes and roots this organization's tree went through, in order. */
  headsOf(organizationId: string): readonly TreeHead[] {
    return this.heads.get(organizationId) ?? [];
  }

  newest(): { number: number; at: string; hash: string } | null {
    return (
      this.last && {
        number: this.last.checkpoint.number,
        at: this.last.checkpoint.at,
        hash: toBase64(this.last.hash),
      }
    );
  }
}
