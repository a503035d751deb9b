import { z } from 'zod';

export const AddDevice = z.strictObject({
  enrollmentId: z.uuid(),
  name: z.string().trim().min(1, 'Give the device a name.').max(120),
});
export type AddDevice = z.input<typeof AddDevice>;

export const RevokeDevice = z.strictObject({ enrollmentId: z.uuid(), deviceId: z.uuid() });
export type RevokeDevice = z.input<typeof RevokeDevice>;

/** A device's public signing keyset in canonical Tink JSON, checked before it gets here. */
export const SetDeviceKey = z.strictObject({ dataGroupId: z.uuid(), keyset: z.string().max(4_096) });
