/**
 * Everything that can go wrong in this folder, as a closed list.
 *
 * - `malformed-encoding`: hexadecimal, base64 or UTF-8 that is not what it claims to be
 * - `malformed-keyset`: bytes or JSON that are no Tink keyset
 * - `unsupported-keyset`: a keyset, but of a kind outside the allow-list; never opened by a fallback
 * - `wrong-keyset`: a good keyset for another purpose, or a public one where a private one is needed
 * - `invalid-key`: key bytes of the wrong length, a point off the curve, a scalar out of range
 * - `decryption-failed`: the one answer to a wrong key, a wrong context and an altered byte alike, so
 *   that nobody can learn from the difference
 * - `invalid-argument`: the caller's mistake, such as a context part with a separator in it
 * - `malformed-recovery-code`, `malformed-deep-link`, `malformed-manifest`: what their names say
 */
export type CryptoErrorCode =
  | 'malformed-encoding'
  | 'malformed-keyset'
  | 'unsupported-keyset'
  | 'wrong-keyset'
  | 'invalid-key'
  | 'decryption-failed'
  | 'invalid-argument'
  | 'malformed-recovery-code'
  | 'malformed-deep-link'
  | 'malformed-manifest';

/** The only error that this folder throws. `message` never holds key bytes or plaintext. */
export class CryptoError extends Error {
  override readonly name = 'CryptoError';

  constructor(
    readonly code: CryptoErrorCode,
    message: string,
  ) {
    super(message);
  }
}
