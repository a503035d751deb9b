import { byWaiting } from '@/lib/auth/account-entrance';
import { showPasskey } from '@/lib/auth/passkey-step';

export const POST = byWaiting('factor.show-passkey', showPasskey);
