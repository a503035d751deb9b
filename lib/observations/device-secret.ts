/** What a device needs to upload. The bearer is shown once: only its hash is kept. */
export type NewDevice = { deviceId: string; dataGroupId: string; bearer: string };
