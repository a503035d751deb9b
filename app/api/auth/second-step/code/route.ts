import { byWaiting } from '@/lib/auth/account-entrance';
import { showCode } from '@/lib/auth/second-step';

export const POST = byWaiting('factor.show-code', showCode);
