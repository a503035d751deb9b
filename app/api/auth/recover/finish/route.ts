import { byAnybody } from '@/lib/auth/account-entrance';
import { finishRecovery } from '@/lib/auth/recover-password';

export const POST = byAnybody('account.finish-recovery', finishRecovery);
