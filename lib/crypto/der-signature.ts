import { type Bytes, concat } from './bytes';

/** `02 length value`: the shortest form, with a zero in front when the first bit would read as a sign. */
function derInteger(fixed: Bytes): Bytes {
  let start = 0;
  while (start < fixed.length - 1 && fixed[start] === 0) start++;
  const value = fixed.subarray(start);
  const sign = (value[0] ?? 0) >= 0x80 ? [0] : [];
  return concat([2, sign.length + value.length], sign, value);
}

/** From `r || s` (64 bytes) to DER `30 len 02 len r 02 len s`, at most 72 bytes. */
export function derFromRaw(signature: Bytes): Bytes {
  const r = derInteger(signature.subarray(0, 32));
  const s = derInteger(signature.subarray(32, 64));
  return concat([0x30, r.length + s.length], r, s);
}

/** Reads one integer at `offset` into 32 bytes, with the offset behind it; undefined unless strict DER. */
function readInteger(der: Bytes, offset: number): { value: Bytes; end: number } | undefined {
  const length = der[offset + 1] ?? 0;
  const end = offset + 2 + length;
  if (der[offset] !== 2 || length === 0 || length > 33 || end > der.length) return undefined;
  const first = der[offset + 2] ?? 0;
  const second = der[offset + 3] ?? 0;
  if (first >= 0x80) return undefined; // negative
  if (first === 0 && length > 1 && second < 0x80) return undefined; // a zero too many
  const magnitude = der.subarray(offset + (first === 0 ? 3 : 2), end);
  if (magnitude.length > 32) return undefined;
  const value = new Uint8Array(32);
  value.set(magnitude, 32 - magnitude.length);
  return { value, end };
}

/**
 * From strict DER to `r || s`; undefined for everything else: BER lengths, negative or padded integers,
 * bytes left over. Tink's Java insists on the same, so a signature has one encoding only.
 */
export function rawFromDer(der: Bytes): Bytes | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2 || der.length > 72) return undefined;
  const r = readInteger(der, 2);
  const s = r && readInteger(der, r.end);
  return s?.end === der.length && r ? concat(r.value, s.value) : undefined;
}
