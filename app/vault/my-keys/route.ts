import { keyRoute } from '@/lib/keys/key-entrance';
import { myKeys } from '@/lib/keys/key-queries';

export const GET = keyRoute('vault.my-keys', myKeys);
