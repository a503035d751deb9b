import { byWaiting } from '@/lib/auth/account-entrance';
import { askPasskey } from '@/lib/auth/passkey-step';

export const POST = byWaiting('factor.ask', askPasskey);
