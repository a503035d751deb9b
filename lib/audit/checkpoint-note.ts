import { concat, equalBytes, fromBase64, toBase64, utf8, type Bytes } from '@/lib/crypto/bytes';
import { CryptoError } from '@/lib/crypto/crypto-error';
import { HASH_BYTES, hashOf, type Hash } from './merkle';

/**
 * A checkpoint: the sizes and roots of all trees at one moment, as a signed note (c2sp.org/signed-note). Each holds the hash
 * of the one before, signatures included, so the newest signature vouches for all of them.
 *
 *     localhost:3000/audit              the origin
 *     checkpoint 7
 *     time 2026-11-22T09:00:00.000000Z
 *     previous <base64 of SHA-256 of checkpoint 6; zeros in the first>
 *     position 7342 1204                everything up to here in (transaction, event id) is in the trees
 *     tree <organization> <size> <base64 of the root>     sorted by organization, one line each
 *
 *     — localhost:3000/audit <base64 of key id || signature>
 */
export type TreeHead = { organizationId: string; size: number; root: Hash };
/** Everything up to here, in the order of (transaction, event id), has its place in a tree. Decimal, because bigint. */
export type Position = { xid: string; id: string };
export type Checkpoint = {
  origin: string;
  number: number;
  at: string;
  previous: Hash;
  position: Position;
  trees: TreeHead[];
};
export type SignatureLine = { name: string; keyId: Bytes; signature: Bytes };
export type ParsedNote = { text: string; checkpoint: Checkpoint; signatures: SignatureLine[]; hash: Hash };

export const NO_PREVIOUS: Hash = new Uint8Array(HASH_BYTES);
const KEY_ID_BYTES = 4;

export function checkpointText({ origin, number, at, previous, position, trees }: Checkpoint): string {
  const heads = trees.map(
    ({ organizationId, size, root }) => `tree ${organizationId} ${size} ${toBase64(root)}`,
  );
  return [
    origin,
    `checkpoint ${number}`,
    `time ${at}`,
    `previous ${toBase64(previous)}`,
    `position ${position.xid} ${position.id}`,
    ...heads,
    '',
  ].join('\n');
}

export function signedNote(text: string, signatures: readonly SignatureLine[]): string {
  const lines = signatures.map(
    ({ name, keyId, signature }) => `— ${name} ${toBase64(concat(keyId, signature))}\n`,
  );
  return `${text}\n${lines.join('')}`;
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const HASH = '[A-Za-z0-9+/]{43}=';
const HEAD = new RegExp(
  String.raw`^([^\s+]+)\ncheckpoint ([1-9]\d{0,14})\ntime (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)\nprevious (${HASH})\nposition (\d+) (\d+)\n`,
);
const TREE = new RegExp(String.raw`^tree (${UUID}) (\d{1,15}) (${HASH})$`);
const SIGNATURE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/;

/** Reads a note; null when one byte is not as checkpointText and signedNote write it. Signatures are not judged here. */
export function parseNote(note: string): ParsedNote | null {
  try {
    return read(note);
  } catch (error) {
    if (error instanceof CryptoError) return null; // something that should be base64 is not
    throw error;
  }
}

function read(note: string): ParsedNote | null {
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const checkpoint = end < 0 ? null : parseText(text);
  if (!checkpoint || !note.endsWith('\n')) return null;
  const signatures: SignatureLine[] = [];
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name, encoded] = SIGNATURE.exec(line) ?? [];
    if (name === undefined || encoded === undefined) return null;
    const bytes = fromBase64(encoded);
    if (bytes.length <= KEY_ID_BYTES) return null;
    signatures.push({ name, keyId: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) });
  }
  return signedNote(text, signatures) === note
    ? { text, checkpoint, signatures, hash: hashOf(utf8(note)) }
    : null;
}

function parseText(text: string): Checkpoint | null {
  const [head, origin, number, at, previous, xid, id] = HEAD.exec(text) ?? [];
  if (!head || !origin || !number || !at || !previous || !xid || !id) return null;
  const trees: TreeHead[] = [];
  for (const line of text.slice(head.length).split('\n').slice(0, -1)) {
    const [, organizationId, size, root] = TREE.exec(line) ?? [];
    if (!organizationId || !size || !root) return null;
    // Sorted and each once: two lines for one organization would be two histories in one checkpoint.
    if ((trees.at(-1)?.organizationId ?? '') >= organizationId) return null;
    trees.push({ organizationId, size: Number(size), root: fromBase64(root) });
  }
  const checkpoint = {
    origin,
    number: Number(number),
    at,
    previous: fromBase64(previous),
    position: { xid, id },
    trees,
  };
  return checkpointText(checkpoint) === text ? checkpoint : null;
}

export function headOf(checkpoint: Checkpoint, organizationId: string): TreeHead | undefined {
  return checkpoint.trees.find((tree) => tree.organizationId === organizationId);
}

/** The origin is not compared: an installation may get another address and keep its history. */
export function follows(next: ParsedNote, before: ParsedNote): boolean {
  return (
    next.checkpoint.number === before.checkpoint.number + 1 &&
    equalBytes(next.checkpoint.previous, before.hash)
  );
}
