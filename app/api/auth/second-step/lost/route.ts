import { byWaiting } from '@/lib/auth/account-entrance';
import { askReset } from '@/lib/auth/second-step';

export const POST = byWaiting('factor.ask-reset', askReset);
