'use server';
import { revalidatePath } from 'next/cache';
import { serverAction } from '@/lib/server-action';
import { createOrganization } from './organization-commands';
import {
  archiveOrganization,
  changeOrganization,
  moveOrganization,
  restoreOrganization,
} from './organization-place-commands';

/** The names are in the frame of every page. */
const refresh = () => revalidatePath('/o/[organization]', 'layout');

export const createOrganizationAction = serverAction(createOrganization, refresh);
export const changeOrganizationAction = serverAction(changeOrganization, refresh);
export const moveOrganizationAction = serverAction(moveOrganization, refresh);
export const archiveOrganizationAction = serverAction(archiveOrganization, refresh);
export const restoreOrganizationAction = serverAction(restoreOrganization, refresh);
