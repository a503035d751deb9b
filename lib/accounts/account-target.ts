import type { TargetOf } from '@/lib/authorization/target-store';
import { NIL } from '@/lib/db/transaction';

/** An account belongs to the installation, not to an organization. */
export function accountTarget(userId: string): TargetOf<'account'> {
  return { kind: 'account', organizationId: NIL, userId };
}
