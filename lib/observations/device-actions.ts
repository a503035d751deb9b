'use server';
import { serverAction } from '@/lib/server-action';
import { addDevice, revokeDevice } from './device-commands';

export const addDeviceAction = serverAction(addDevice);
export const revokeDeviceAction = serverAction(revokeDevice);
