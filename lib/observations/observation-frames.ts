import type { Bytes } from '@/lib/crypto/bytes';

/**
 * The body of a released page, `application/vnd.wellkept.observations`: a header and three blocks of frames. All integers are
 * big-endian and unsigned but for times; a UUID is its 16 bytes. The blocks are packed by the SQL function gate_read.
 *
 * ```
 * header        "WKOB"(4) || version(1) = 1 || flags(1), bit 0: there may be more || cursor length(2) ||
 *               observations in the page(4) || bytes of each block(3 x 4) || cursor, ASCII
 * observations  client observation id(16) || effectiveAt, ms since 1970, signed(8) || data source id(16) || batch id(16) ||
 *               DEK id(8) || length(4) || content                                       newest first
 * deks          DEK id(8) || dekRef(16) || length(4) || wrapped DEK                      every DEK of the page once
 * batches       batch id(16) || client batch id(16) || device id(16) || length(4) || manifest || length(4) || signature
 *               every batch once; a signature of no bytes: the batch is not signed
 * ```
 */
export const OBSERVATIONS_MEDIA_TYPE = 'application/vnd.wellkept.observations';

export type ObservationBlocks = { observations: Bytes; deks: Bytes; batches: Bytes };
export type ObservationPage = {
  count: number;
  /** There may be more; the last page can be an empty one. */
  hasMore: boolean;
  nextCursor: string | null;
  blocks: ObservationBlocks;
};

export type SealedObservation = {
  clientObservationId: string;
  effectiveAt: number;
  dataSourceId: string;
  batchId: string;
  /** Text, because a bigint of the database does not always fit a number. */
  dekId: string;
  content: Bytes;
};
export type WrappedDek = { dekId: string; dekRef: string; wrapped: Bytes };
export type UploadBatch = {
  batchId: string;
  clientBatchId: string;
  deviceId: string;
  manifest: Bytes;
  signature: Bytes | null;
};

const MAGIC = 0x574b4f42; // "WKOB"
const VERSION = 1;
const HEADER_LENGTH = 24;

/** What is not a page by the format above. The bytes came over a wire, so this is expected and has one name. */
export class MalformedFrames extends Error {
  override readonly name = 'MalformedFrames';
}

export function encodePage({ count, hasMore, nextCursor, blocks }: ObservationPage): Bytes {
  const cursor = new TextEncoder().encode(nextCursor ?? '');
  const parts = [blocks.observations, blocks.deks, blocks.batches];
  const header = new DataView(new ArrayBuffer(HEADER_LENGTH));
  header.setUint32(0, MAGIC);
  header.setUint8(4, VERSION);
  header.setUint8(5, hasMore ? 1 : 0);
  header.setUint16(6, cursor.length);
  header.setUint32(8, count);
  for (const [n, part] of parts.entries()) header.setUint32(12 + 4 * n, part.length);
  return joined([new Uint8Array(header.buffer), cursor, ...parts]);
}

/** @throws MalformedFrames */
export function decodePage(bytes: Bytes): ObservationPage {
  const reader = new FrameReader(bytes);
  if (reader.uint32() !== MAGIC || reader.uint8() !== VERSION)
    throw new MalformedFrames('not a page of observations');
  const flags = reader.uint8();
  const cursorLength = reader.uint16();
  const count = reader.uint32();
  const [observations, deks, batches] = [reader.uint32(), reader.uint32(), reader.uint32()];
  const cursor = new TextDecoder().decode(reader.bytes(cursorLength));
  const blocks = {
    observations: reader.bytes(observations),
    deks: reader.bytes(deks),
    batches: reader.bytes(batches),
  };
  if (reader.hasMore) throw new MalformedFrames('bytes after the last block');
  return { count, hasMore: (flags & 1) === 1, nextCursor: cursor === '' ? null : cursor, blocks };
}

/** @throws MalformedFrames */
export function readObservations(block: Bytes): SealedObservation[] {
  return readAll(block, (reader) => ({
    clientObservationId: reader.uuid(),
    effectiveAt: reader.int64AsNumber(),
    dataSourceId: reader.uuid(),
    batchId: reader.uuid(),
    dekId: reader.uint64AsText(),
    content: reader.sized(),
  }));
}

/** @throws MalformedFrames */
export function readDeks(block: Bytes): WrappedDek[] {
  return readAll(block, (reader) => ({
    dekId: reader.uint64AsText(),
    dekRef: reader.uuid(),
    wrapped: reader.sized(),
  }));
}

/** @throws MalformedFrames */
export function readBatches(block: Bytes): UploadBatch[] {
  return readAll(block, (reader) => {
    const ids = { batchId: reader.uuid(), clientBatchId: reader.uuid(), deviceId: reader.uuid() };
    const manifest = reader.sized();
    const signature = reader.sized();
    return { ...ids, manifest, signature: signature.length === 0 ? null : signature };
  });
}

function readAll<Frame>(block: Bytes, read: (reader: FrameReader) => Frame): Frame[] {
  const reader = new FrameReader(block);
  const frames: Frame[] = [];
  while (reader.hasMore) frames.push(read(reader));
  return frames;
}

function joined(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

class FrameReader {
  readonly #bytes: Bytes;
  readonly #view: DataView;
  #place = 0;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get hasMore(): boolean {
    return this.#place < this.#bytes.length;
  }

  uint8 = () => this.#view.getUint8(this.#step(1));
  uint16 = () => this.#view.getUint16(this.#step(2));
  uint32 = () => this.#view.getUint32(this.#step(4));
  int64AsNumber = () => Number(this.#view.getBigInt64(this.#step(8)));
  uint64AsText = () => this.#view.getBigUint64(this.#step(8)).toString();
  sized = () => this.bytes(this.uint32());

  bytes(length: number): Bytes {
    const start = this.#step(length);
    return this.#bytes.subarray(start, start + length);
  }

  uuid(): string {
    const bytes = this.bytes(16);
    let text = '';
    for (const [n, byte] of bytes.entries()) {
      text += byte.toString(16).padStart(2, '0');
      if (n === 3 || n === 5 || n === 7 || n === 9) text += '-';
    }
    return text;
  }

  #step(length: number): number {
    const start = this.#place;
    if (start + length > this.#bytes.length) throw new MalformedFrames('a frame ends too early');
    this.#place = start + length;
    return start;
  }
}
