import { keyRoute } from '@/lib/keys/key-entrance';
import { studyKeysToShare } from '@/lib/keys/key-queries';

export const GET = keyRoute('vault.study-keys', (principal, id) => studyKeysToShare(principal, id('study')));
