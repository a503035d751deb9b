import 'client-only';
import type { VaultMount } from '@/lib/keys/vault-mount';

/** Both load the vault only when they are called: the sign-in page is to stay light. */
const load = () => Promise.all([import('@/lib/vault/vault'), import('@/lib/vault/vault-server')]);

/** Right after signing in, on a page that was drawn for nobody. @throws VaultError, VaultServerError */
export async function unlockVault(passphrase: string): Promise<void> {
  const [{ vault }, { fetchKeys }] = await load();
  const mount = await fetchKeys<VaultMount | null>('mount');
  if (!mount) return;
  vault.mountFor(mount);
  await vault.unlock({ kind: 'passphrase', text: passphrase });
}

/** Before signing out: in no tab does anything stay that could open a key. */
export async function wipeVault(): Promise<void> {
  const [{ vault }] = await load();
  await vault.forget();
}
