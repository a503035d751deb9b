import { byOwner } from '@/lib/auth/account-entrance';
import { beginTotpWithPassword } from '@/lib/auth/factor-set-up';

export const POST = byOwner('factor.begin-totp', beginTotpWithPassword);
