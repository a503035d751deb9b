import { byOwner } from '@/lib/auth/account-entrance';
import { removeWithPassword } from '@/lib/auth/factor-set-up';

export const POST = byOwner('factor.remove', removeWithPassword);
