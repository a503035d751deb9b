import { byOwner } from '@/lib/auth/account-entrance';
import { askRegistration } from '@/lib/auth/factor-set-up';

export const POST = byOwner('factor.ask-passkey', askRegistration);
