import 'server-only';
import { randomBytes } from 'node:crypto';
import { bearerHash } from '@/lib/api/bearer';
import { command } from '@/lib/command';
import { AppError } from '@/lib/errors';
import { enrollmentTarget } from '@/lib/patients/enrollment-store';
import { SaidError } from '@/lib/said-error';
import { dataGroupTarget } from './data-group-store';
import { AddDevice, RevokeDevice, SetDeviceKey } from './device-schema';
import type { NewDevice } from './device-secret';
import { insertDevice, openDataGroupOf, revokeDeviceOf, setDeviceKey } from './device-store';

/** A patient connects a phone or another program to their own enrollment. */
export const addDevice = command({
  name: 'device.add',
  input: AddDevice,
  permission: 'device.manage-own',
  target: (tx, { enrollmentId }) => enrollmentTarget(tx, enrollmentId),
  run: async ({ tx, input: { enrollmentId, name }, target: { studyId, patientId } }) => {
    const dataGroupId = await openDataGroupOf(tx, enrollmentId);
    if (!dataGroupId) throw new SaidError('CONFLICT', 'noKeyYet');
    const bearer = `wkd_${randomBytes(32).toString('base64url')}`;
    const deviceId = await insertDevice(tx, { dataGroupId, name, bearerHash: bearerHash(bearer) });
    const value: NewDevice = { deviceId, dataGroupId, bearer };
    return {
      value,
      event: { type: 'device.added', studyId, patientId, resource: { kind: 'device', id: deviceId } },
    };
  },
});

/** From the next request on the device's bearer is refused; what it uploaded stays. */
export const revokeDevice = command({
  name: 'device.revoke',
  input: RevokeDevice,
  permission: 'device.manage-own',
  target: (tx, { enrollmentId }) => enrollmentTarget(tx, enrollmentId),
  run: async ({ tx, input: { enrollmentId, deviceId }, target: { studyId, patientId } }) => {
    if (!(await revokeDeviceOf(tx, enrollmentId, deviceId))) throw new AppError('NOT_FOUND', 'Not found.');
    return {
      value: { deviceId },
      event: { type: 'device.revoked', studyId, patientId, resource: { kind: 'device', id: deviceId } },
    };
  },
});

/** The device itself says which key it signs with, once. */
export const registerDeviceKey = command({
  name: 'device.set-key',
  input: SetDeviceKey,
  permission: 'observation.upload',
  target: (tx, { dataGroupId }) => dataGroupTarget(tx, dataGroupId),
  run: async ({ tx, input: { keyset }, target: { studyId, patientId }, principal }) => {
    const outcome = await setDeviceKey(tx, principal.userId, keyset);
    if (outcome === 'revoked') throw new AppError('UNAUTHENTICATED', 'A valid bearer is needed.');
    if (outcome === 'other') {
      // The field tells a program this conflict from that of a study which is not active.
      const publicKeyset = ['Another key is registered for this device.'];
      throw new AppError('CONFLICT', 'This device has registered another key before.', { publicKeyset });
    }
    const resource = { kind: 'device', id: principal.userId } as const;
    // The same key once more changes nothing, and the event says so.
    const n = outcome === 'set' ? 1 : 0;
    return {
      value: { registered: outcome },
      event: { type: 'device.key-set', studyId, patientId, resource, n },
    };
  },
});
