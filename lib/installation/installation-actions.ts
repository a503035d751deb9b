'use server';
import { createTopOrganization } from '@/lib/organizations/organization-commands';
import {
  archiveTopOrganization,
  restoreTopOrganization,
} from '@/lib/organizations/organization-place-commands';
import { serverAction } from '@/lib/server-action';
import { addSuperAdmin, endAccountSessions, restoreAccount, suspendAccount } from './account-admin-commands';
import { addDataSource, restoreDataSource, retireDataSource } from './catalogue-commands';
import { inviteFirstManager } from './first-manager-commands';

export const createTopOrganizationAction = serverAction(createTopOrganization);
export const archiveTopOrganizationAction = serverAction(archiveTopOrganization);
export const restoreTopOrganizationAction = serverAction(restoreTopOrganization);
export const inviteFirstManagerAction = serverAction(inviteFirstManager);
export const suspendAccountAction = serverAction(suspendAccount);
export const restoreAccountAction = serverAction(restoreAccount);
export const endAccountSessionsAction = serverAction(endAccountSessions);
export const addSuperAdminAction = serverAction(addSuperAdmin);
export const addDataSourceAction = serverAction(addDataSource);
export const retireDataSourceAction = serverAction(retireDataSource);
export const restoreDataSourceAction = serverAction(restoreDataSource);
