'use server';
import { revalidatePath } from 'next/cache';
import { routes } from '@/lib/routes';
import { serverAction } from '@/lib/server-action';
import { answerRequest, confirmDecision, resumeSharing, startSharing, stopSharing } from './consent-commands';

const refresh = () => revalidatePath(routes.mySharing(), 'layout');

export const answerRequestAction = serverAction(answerRequest, refresh);
export const stopSharingAction = serverAction(stopSharing, refresh);
export const startSharingAction = serverAction(startSharing, refresh);
export const resumeSharingAction = serverAction(resumeSharing, refresh);
export const confirmDecisionAction = serverAction(confirmDecision, refresh);
