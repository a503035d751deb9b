import { keyRoute } from '@/lib/keys/key-entrance';
import { waitingForKeysOf } from '@/lib/keys/key-queries';

export const GET = keyRoute('vault.waiting', (principal, id) =>
  waitingForKeysOf(principal, id('organization')),
);
