'use server';
import { serverAction } from '@/lib/server-action';
import { addDevice } from './device-commands';

export const addDeviceAction = serverAction(addDevice);
