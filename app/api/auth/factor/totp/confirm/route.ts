import { byOwner } from '@/lib/auth/account-entrance';
import { finishTotp } from '@/lib/auth/factor-set-up';

export const POST = byOwner('factor.confirm-totp', finishTotp);
