import { byOwner } from '@/lib/auth/account-entrance';
import { renewCodesWithPassword } from '@/lib/auth/factor-set-up';

export const POST = byOwner('factor.renew-codes', renewCodesWithPassword);
