import { keyRoute } from '@/lib/keys/key-entrance';
import { currentVaultMount } from '@/lib/keys/vault-mount';

export const GET = keyRoute('vault.mount', () => currentVaultMount());
