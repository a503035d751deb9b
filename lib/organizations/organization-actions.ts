'use server';
import { revalidatePath } from 'next/cache';
import { routes } from '@/lib/routes';
import { serverAction } from '@/lib/server-action';
import { createOrganization, createTopOrganization } from './organization-commands';

export const createOrganizationAction = serverAction(createOrganization, (_created, { parentId }) =>
  revalidatePath(routes.organization(parentId), 'layout'),
);
export const createTopOrganizationAction = serverAction(createTopOrganization, () =>
  revalidatePath(routes.admin(), 'layout'),
);
