import { keyRoute } from '@/lib/keys/key-entrance';
import { keysForInviting } from '@/lib/keys/key-queries';

export const GET = keyRoute('vault.inviting-keys', (principal, id) =>
  keysForInviting(principal, id('enrollment')),
);
