'use server';
import { revalidatePath } from 'next/cache';
import { routes } from '@/lib/routes';
import { serverAction } from '@/lib/server-action';
import { endOtherSessions, endSession } from './session-commands';

export const endSessionAction = serverAction(endSession, () => revalidatePath(routes.security()));
export const endOtherSessionsAction = serverAction(endOtherSessions, () => revalidatePath(routes.security()));
