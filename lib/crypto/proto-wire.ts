import { type Bytes, concat, NO_BYTES } from './bytes';
import { CryptoError } from './crypto-error';

/**
 * The part of protocol buffers' wire format that Tink keysets use: 32-bit varints (wire type 0) and
 * length-delimited fields (wire type 2). https://protobuf.dev/programming-guides/encoding/
 */
export type FieldKind = 'uint' | 'bytes' | 'repeated';
export type MessageShape = Readonly<Record<number, FieldKind>>;

const malformed = (why: string) => new CryptoError('malformed-keyset', why);

/** Fields of one message. A field that is absent reads as proto3's default: 0 or no bytes. */
export class ProtoMessage {
  readonly #fields: ReadonlyMap<number, readonly (number | Bytes)[]>;

  constructor(fields: ReadonlyMap<number, readonly (number | Bytes)[]>) {
    this.#fields = fields;
  }

  uint(field: number): number {
    const value = this.#fields.get(field)?.[0];
    return typeof value === 'number' ? value : 0;
  }

  bytes(field: number): Bytes {
    const value = this.#fields.get(field)?.[0];
    return value instanceof Uint8Array ? value : NO_BYTES;
  }

  all(field: number): readonly Bytes[] {
    return (this.#fields.get(field) ?? []).filter((value) => value instanceof Uint8Array);
  }
}

/** A varint of at most 32 bits in its shortest form. */
function readVarint(bytes: Bytes, start: number): { value: number; end: number } {
  let value = 0;
  for (let i = 0; i < 5; i++) {
    const byte = bytes[start + i];
    if (byte === undefined) throw malformed('ends inside a number');
    value += (byte & 0x7f) * 2 ** (7 * i); // not <<, which is signed
    if (byte >= 0x80) continue;
    if (value > 0xffffffff || (i > 0 && byte === 0)) break;
    return { value, end: start + i + 1 };
  }
  throw malformed('number out of range');
}

/**
 * Reads one message by an allow-list of fields. Stricter than protocol buffers ask for: an unknown field,
 * another wire type or a second value of a single field is refused, so nothing is dropped unseen.
 * @throws CryptoError `malformed-keyset`
 */
export function readMessage(bytes: Bytes, shape: MessageShape): ProtoMessage {
  const fields = new Map<number, (number | Bytes)[]>();
  let offset = 0;
  while (offset < bytes.length) {
    const tag = readVarint(bytes, offset);
    const content = readVarint(bytes, tag.end);
    const field = Math.floor(tag.value / 8);
    const kind = shape[field];
    const values = fields.get(field) ?? [];
    if (kind === undefined || tag.value % 8 !== (kind === 'uint' ? 0 : 2))
      throw malformed('unexpected field');
    if (values.length > 0 && kind !== 'repeated') throw malformed('field given twice');
    offset = content.end + (kind === 'uint' ? 0 : content.value);
    if (offset > bytes.length) throw malformed('ends inside a field');
    values.push(kind === 'uint' ? content.value : bytes.subarray(content.end, offset));
    fields.set(field, values);
  }
  return new ProtoMessage(fields);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}

/** Zero is proto3's default and therefore not written. */
export function uintField(field: number, value: number): Bytes {
  return value === 0 ? NO_BYTES : new Uint8Array([...varint(field * 8), ...varint(value)]);
}

/** No bytes is proto3's default and therefore not written. */
export function bytesField(field: number, ...parts: readonly Bytes[]): Bytes {
  const content = concat(...parts);
  return content.length === 0 ? content : concat(varint(field * 8 + 2), varint(content.length), content);
}
