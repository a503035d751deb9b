import { byOwner } from '@/lib/auth/account-entrance';
import { finishRegistration } from '@/lib/auth/factor-set-up';

export const POST = byOwner('factor.add-passkey', finishRegistration);
