'use server';
import { serverAction } from '@/lib/server-action';
import {
  createDataGroup,
  createStudyKey,
  grantStudyKey,
  recordVaultAct,
  setUpUserKeys,
} from './key-commands';

export const setUpUserKeysAction = serverAction(setUpUserKeys);
export const recordVaultActAction = serverAction(recordVaultAct);
export const createStudyKeyAction = serverAction(createStudyKey);
export const grantStudyKeyAction = serverAction(grantStudyKey);
export const createDataGroupAction = serverAction(createDataGroup);
