import type { Principal } from '@/lib/authorization/question';
import { NIL } from '@/lib/db/transaction';

/** Who acts before anyone is known: for the record only, never for the policy. */
export type AnonymousPrincipal = Pick<Principal, 'userId' | 'sessionId' | 'requestId'> & {
  userType: 'anonymous';
};

export function anonymousPrincipal(requestId: string): AnonymousPrincipal {
  return { userId: NIL, userType: 'anonymous', sessionId: NIL, requestId };
}
