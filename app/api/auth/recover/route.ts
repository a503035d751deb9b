import { byAnybody } from '@/lib/auth/account-entrance';
import { askRecovery } from '@/lib/auth/recover-password';

export const POST = byAnybody('account.ask-recovery', askRecovery);
