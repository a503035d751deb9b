import { byOwner } from '@/lib/auth/account-entrance';
import { changePassword } from '@/lib/auth/change-password';

export const POST = byOwner('account.change-password', changePassword);
