import { keyRoute } from '@/lib/keys/key-entrance';
import { colleaguesToSealFor } from '@/lib/keys/key-queries';

export const GET = keyRoute('vault.colleagues', (principal, id) =>
  colleaguesToSealFor(principal, id('organization')),
);
