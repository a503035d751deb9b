/**
 * Why a key could not be opened, as a closed list that the screens have words for.
 *
 * - `wrong-secret`: a passphrase or recovery code that does not open its slot; an altered slot looks the same
 * - `unknown-derivation`: a slot whose derivation is outside the allow-list, such as one made cheap to guess
 * - `damaged-keys`: the master key opened, but the private keys under it are altered or not the published ones
 * - `no-key`: a study key that was sealed for somebody else, or under another context
 * - `forged-wrap`: a sealed study key whose signature is not its wrapper's
 * - `replaced-study-key`: a study key that is not the one committed to when it was made
 * - `damaged-data-group-key`: a data group's private key that does not open, or is not the published one
 */
export type CustodyErrorCode =
  | 'wrong-secret'
  | 'unknown-derivation'
  | 'damaged-keys'
  | 'no-key'
  | 'forged-wrap'
  | 'replaced-study-key'
  | 'damaged-data-group-key';

/** `message` is the code: nothing about the key itself leaves in an error. */
export class CustodyError extends Error {
  override readonly name = 'CustodyError';

  constructor(readonly code: CustodyErrorCode) {
    super(code);
  }
}
