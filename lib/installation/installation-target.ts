import type { TargetOf } from '@/lib/authorization/target-store';
import { NIL } from '@/lib/db/transaction';

/** What belongs to no organization: accounts as such, the catalogue, the roots of the trees. */
export const INSTALLATION: TargetOf<'installation'> = { kind: 'installation', organizationId: NIL };
