import type { KeyTexts } from '@/lib/i18n/messages/key-messages';
import { vaultErrorCode } from '@/lib/vault/vault-error';
import type { Secret, VaultErrorCode } from '@/lib/vault/vault-protocol';
import { VaultServerError } from '@/lib/vault/vault-server';

const TEXTS: Partial<Record<VaultErrorCode, keyof KeyTexts>> = {
  'no-slot': 'noCode',
  'damaged-keys': 'damaged',
  'unknown-derivation': 'damaged',
};

/** What went wrong while unlocking, with what to do about it. */
export function vaultFailure(error: unknown, kind: Secret['kind'], texts: KeyTexts): string {
  if (error instanceof VaultServerError) {
    return error.error.code === 'UNAVAILABLE' ? texts.serverDown : error.message;
  }
  const code = vaultErrorCode(error);
  if (code === 'wrong-secret') return kind === 'passphrase' ? texts.wrongPassphrase : texts.wrongCode;
  return texts[TEXTS[code] ?? 'fault'];
}
