import { byOwner } from '@/lib/auth/account-entrance';
import { confirmEmail } from '@/lib/auth/change-email';

export const POST = byOwner('account.confirm-email-change', confirmEmail);
