import 'server-only';
import type { Principal } from '@/lib/authorization/question';
import { AppError } from '@/lib/errors';
import { enrollmentTarget } from '@/lib/patients/enrollment-store';
import { ask, forPage } from '@/lib/query';
import { dataGroupTarget, primaryPublicKeyset } from './data-group-store';
import { devicesOf } from './device-store';

/** A patient's own devices in one study. */
export function listDevices(enrollmentId: string) {
  return forPage({
    name: 'device.list',
    permission: 'enrollment.read-own',
    find: (tx) => enrollmentTarget(tx, enrollmentId),
    read: (tx) => devicesOf(tx, enrollmentId),
  });
}

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
