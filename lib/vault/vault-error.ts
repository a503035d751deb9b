import { CustodyError } from '@/lib/keys/custody-error';
import type { VaultErrorCode } from './vault-protocol';

/** Why the vault did not do something; the screens have words for each code. */
export class VaultError extends Error {
  override readonly name: string = 'VaultError';

  constructor(readonly code: VaultErrorCode) {
    super(code);
  }
}

/** Thrown by everything that needs keys while there are none: the page opens the unlock dialog and tries again. */
export class VaultLocked extends VaultError {
  override readonly name = 'VaultLocked';

  constructor() {
    super('locked');
  }
}

export function vaultErrorCode(error: unknown): VaultErrorCode {
  return error instanceof VaultError || error instanceof CustodyError ? error.code : 'failed';
}
