import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toBase64, toHex, utf8 } from '@/lib/crypto/bytes';
import { canonicalJson } from './canonical-json';
import { keysFingerprint } from './checkpoint-keys';
import { checkpointText, NO_PREVIOUS, parseNote } from './checkpoint-note';
import { checkpointSigner } from './checkpoint-sign';
import { eventLeaf, hashOf, rootOf } from './merkle';
import { PROOF_FORMAT, type ProofBundle, type ProofEvent } from './proof';
import { TileTree, tileCounts } from './tile-tree';
import { verifyBundle } from './verify';

const ORIGIN = 'localhost:3000/audit';
const AT = '2026-11-22T09:00:00.000000Z';
const ORGANIZATION = randomUUID();
const SALT = '5a17';

const jwk = (type: 'ec' | 'ed25519') =>
  JSON.stringify(
    (type === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('ed25519')
    ).privateKey.export({ format: 'jwk' }),
  );
const newSigner = () => checkpointSigner(jwk('ec'), jwk('ed25519'));
const SIGNER = newSigner();

function eventOf(
  leafIndex: number,
  change: { action?: string; organization?: string; v?: number } = {},
): ProofEvent {
  const { v = 1, ...changed } = change;
  const columns = { id: leafIndex + 1, organization: ORGANIZATION, action: 'study.created', ...changed };
  const body = canonicalJson({ ...columns, v });
  const commitment = hashOf(new Uint8Array([0x5a, 0x17]));
  return {
    leafIndex,
    leafHash: toHex(eventLeaf(body, commitment)),
    eventId: leafIndex + 1,
    event: { columns, body, salt: SALT, detail: null, commitment: toHex(commitment) },
  };
}

const leavesOf = (events: ProofEvent[]) =>
  events.map(({ leafHash }) => new Uint8Array(Buffer.from(leafHash, 'hex')));

function tilesOf(events: ProofEvent[]) {
  const tiles: ProofBundle['trees'][number]['tiles'] = [];
  const tree = new TileTree(0, []);
  for (const leaf of leavesOf(events))
    tree.append(
      leaf,
      ({ level, index, hashes }) => void tiles.push({ level, index, hashes: toBase64(hashes) }),
    );
  return tiles;
}

/** Checkpoints over the first so many events, each naming the one before. */
function checkpointsOf(
  events: ProofEvent[],
  sizes: number[],
  signer = SIGNER,
  { before = NO_PREVIOUS, first = 1 } = {},
) {
  let previous = before;
  return sizes.map((size, index) => {
    const root = rootOf(leavesOf(events.slice(0, size)));
    const position = { xid: '1', id: String(size) };
    const trees = [{ organizationId: ORGANIZATION, size, root }];
    const number = index + first;
    const checkpoint = { origin: ORIGIN, number, at: AT, previous, position, trees };
    const note = signer.sign(checkpointText(checkpoint), ORIGIN);
    previous = hashOf(utf8(note));
    return { number: index + 1, at: AT, position, note };
  });
}

const EVENTS = Array.from({ length: 260 }, (_, index) => eventOf(index));
const SIZES = [100, 260];
/** Made once: the same words signed again are another checkpoint. */
const SEALED = checkpointsOf(EVENTS, SIZES);

/** The log of 260 events, of which an attacker has made `events` and everything else that they can make anew. */
function bundleOf(events = EVENTS, checkpoints = SEALED): ProofBundle {
  return {
    format: PROOF_FORMAT,
    exportedAt: AT,
    origin: ORIGIN,
    keys: SIGNER.keys,
    checkpointNumber: checkpoints.length,
    checkpoints,
    trees: [
      {
        organizationId: ORGANIZATION,
        name: 'A clinic',
        leafCount: events.length,
        tileCounts: tileCounts(events.length),
        strays: [],
        events,
        tiles: tilesOf(events),
      },
    ],
  };
}

const withEvent = (index: number, change: (event: ProofEvent) => ProofEvent) =>
  EVENTS.map((event, place) => (place === index ? change(event) : event));
const inside = (change: Partial<NonNullable<ProofEvent['event']>>) =>
  withEvent(5, (event) => ({ ...event, event: { ...event.event!, ...change } }));
const withTree = (change: Partial<ProofBundle['trees'][number]>) => {
  const bundle = bundleOf();
  return { ...bundle, trees: bundle.trees.map((tree) => ({ ...tree, ...change })) };
};
const resealed = (events: ProofEvent[]) => bundleOf(events, checkpointsOf(events, SIZES));
const [FIRST, SECOND] = SEALED as [Stored, Stored];
type Stored = ReturnType<typeof checkpointsOf>[number];

test('what was sealed is intact', () => {
  expect(verifyBundle(bundleOf())).toMatchObject({ intact: true, events: 260, checkpoint: { number: 2 } });
});

/** Each of these is seen by one check alone: everything else was made to fit. */
const TAMPERED: Record<string, [kind: string, bundle: () => ProofBundle]> = {
  'an event written anew, with its hash and tiles': [
    'root',
    () => bundleOf(withEvent(5, () => eventOf(5, { action: 'study.closed' }))),
  ],
  'the last event written anew': [
    'root',
    () => bundleOf(withEvent(259, () => eventOf(259, { action: 'x' }))),
  ],
  'a column': ['column', () => bundleOf(inside({ columns: { ...eventOf(5).event!.columns, action: 'x' } }))],
  'a sealed detail': ['detail', () => bundleOf(inside({ detail: 'ff' }))],
  'a destroyed salt': ['detail', () => bundleOf(inside({ salt: null }))],
  'the hash of a leaf': [
    'leaf',
    () => bundleOf(withEvent(5, (event) => ({ ...event, leafHash: '00'.repeat(32) }))),
  ],
  'an event that is gone': [
    'event-missing',
    () => bundleOf(withEvent(5, (event) => ({ ...event, event: null }))),
  ],
  'two events in each other’s place': ['order', () => bundleOf([EVENTS[1]!, EVENTS[0]!, ...EVENTS.slice(2)])],
  'an event under another’s id': [
    'order',
    () => bundleOf(withEvent(5, (event) => ({ ...event, eventId: 7 }))),
  ],
  'an event of another organization': [
    'order',
    () => resealed(withEvent(5, () => eventOf(5, { organization: randomUUID() }))),
  ],
  'an unknown version': ['body', () => resealed(withEvent(5, () => eventOf(5, { v: 2 })))],
  'a body that is none': ['body', () => bundleOf(inside({ body: '[]' }))],
  'the last event cut off': ['size', () => bundleOf(EVENTS.slice(0, -1))],
  'an event after the last': ['size', () => bundleOf([...EVENTS, eventOf(260)])],
  'a leaf that nobody is shown': ['size', () => withTree({ leafCount: 261 })],
  'an event that was never sealed': ['event-inserted', () => withTree({ strays: [999] })],
  'a tile': [
    'tile',
    () => withTree({ tiles: [{ level: 0, index: 0, hashes: toBase64(new Uint8Array(8192)) }] }),
  ],
  'no tiles': ['tile', () => withTree({ tiles: [] })],
  'more tiles than leaves make': ['tile', () => withTree({ tileCounts: [2] })],
  'a first checkpoint cut off': ['checkpoint', () => bundleOf(EVENTS, [SECOND])],
  'a first checkpoint cut off, and the second kept as the first': [
    'checkpoint',
    () => bundleOf(EVENTS, [{ ...SECOND, number: 1 }]),
  ],
  'a first checkpoint that names one before it': [
    'checkpoint',
    () => bundleOf(EVENTS, checkpointsOf(EVENTS, SIZES, SIGNER, { before: hashOf(utf8('another')) })),
  ],
  'a first checkpoint that says it is the second': [
    'checkpoint',
    () => ({ ...bundleOf(EVENTS, checkpointsOf(EVENTS, [260], SIGNER, { first: 2 })), checkpointNumber: 2 }),
  ],
  'a checkpoint that does not follow': [
    'checkpoint',
    () =>
      bundleOf(EVENTS, [
        FIRST,
        checkpointsOf(
          withEvent(0, () => eventOf(0, { action: 'x' })),
          SIZES,
        )[1]!,
      ]),
  ],
  'a checkpoint that makes the log shorter': [
    'checkpoint',
    () => bundleOf(EVENTS.slice(0, 50), checkpointsOf(EVENTS, [100, 50])),
  ],
  'a checkpoint kept under another number': [
    'checkpoint',
    () => bundleOf(EVENTS, [FIRST, { ...SECOND, number: 3 }]),
  ],
  'a checkpoint kept under another time': [
    'checkpoint',
    () => bundleOf(EVENTS, [FIRST, { ...SECOND, at: '' }]),
  ],
  'a checkpoint kept under another place': [
    'checkpoint',
    () => bundleOf(EVENTS, [FIRST, { ...SECOND, position: { xid: '2', id: '260' } }]),
  ],
  'a newest checkpoint taken away': ['checkpoint', () => ({ ...bundleOf(), checkpointNumber: 3 })],
  'a signature of somebody else': [
    'signature',
    () => bundleOf(EVENTS, checkpointsOf(EVENTS, SIZES, newSigner())),
  ],
  'one signature of two': [
    'signature',
    () =>
      bundleOf(EVENTS, [FIRST, { ...SECOND, note: SECOND.note.split('\n').slice(0, -2).join('\n') + '\n' }]),
  ],
};

describe('is found out', () => {
  test.each(Object.entries(TAMPERED))('%s', (_what, [kind, bundle]) => {
    const verdict = verifyBundle(bundle());
    expect(verdict.intact || verdict.first.kind).toBe(kind);
  });
});

describe('what was seen here before', () => {
  const hash = toBase64(parseNote(FIRST.note)!.hash);
  const fingerprint = keysFingerprint(SIGNER.keys);
  const kindOf = (seen: { number: number; hash: string; fingerprint: string }, bundle = bundleOf()) => {
    const verdict = verifyBundle(bundle, { seen });
    return verdict.intact || verdict.first.kind;
  };

  test('is part of a longer history', () => {
    expect(kindOf({ number: 1, hash, fingerprint })).toBe(true);
  });

  test('is missed in another history, whose signatures are good', () => {
    const other = resealed(withEvent(0, () => eventOf(0, { action: 'x' })));
    expect(verifyBundle(other).intact).toBe(true);
    expect(kindOf({ number: 1, hash, fingerprint }, other)).toBe('seen-before');
  });

  test('is missed in a shorter one', () => {
    expect(kindOf({ number: 9, hash, fingerprint })).toBe('seen-before');
  });

  test('was signed with the same keys', () => {
    const other = keysFingerprint(newSigner().keys);
    expect(kindOf({ number: 1, hash, fingerprint: other })).toBe('seen-before');
  });

  test('and keys from elsewhere are believed before those in the file', () => {
    const verdict = verifyBundle(bundleOf(), { keys: newSigner().keys });
    expect(verdict.intact || verdict.first.kind).toBe('signature');
  });
});
