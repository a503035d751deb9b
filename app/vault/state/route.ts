import { keyRoute } from '@/lib/keys/key-entrance';
import { hasKeys } from '@/lib/keys/key-queries';

export const GET = keyRoute('vault.state', async (principal) => ({ hasKeys: await hasKeys(principal) }));
