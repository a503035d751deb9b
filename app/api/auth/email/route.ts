import { byOwner } from '@/lib/auth/account-entrance';
import { askEmailChangeWithPassword } from '@/lib/auth/change-email';

export const POST = byOwner('account.ask-email-change', askEmailChangeWithPassword);
