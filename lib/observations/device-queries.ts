import 'server-only';
import type { Principal } from '@/lib/authorization/question';
import { AppError } from '@/lib/errors';
import { ask } from '@/lib/query';
import { dataGroupTarget, primaryPublicKeyset } from './data-group-store';

/** The key a device seals for now. On record, because a swapped key is what a dishonest server would try. */
export function publicKeysetFor(principal: Principal, dataGroupId: string) {
  return ask(
    {
      name: 'public-keyset.read',
      permission: 'data-group.read',
      find: (tx) => dataGroupTarget(tx, dataGroupId),
      read: async (tx) => {
        const keyset = await primaryPublicKeyset(tx, dataGroupId);
        if (!keyset)
          throw new AppError('CONFLICT', 'The study team has not made a key for this data group yet.');
        return keyset;
      },
      event: ({ studyId, patientId }) => ({
        type: 'public-keyset.read',
        studyId,
        patientId,
        resource: { kind: 'data-group', id: dataGroupId },
      }),
    },
    principal,
  );
}
