'use server';
import { revalidatePath } from 'next/cache';
import { routes } from '@/lib/routes';
import { serverAction } from '@/lib/server-action';
import { answerRequest, confirmDecision, recordOnBehalf } from './consent-commands';
import {
  leaveStudy,
  pauseStudy,
  renewSharing,
  resumeSharing,
  resumeStudy,
  startSharing,
  stopSharing,
  undoStop,
} from './sharing-commands';

const refresh = () => revalidatePath(routes.mySharing(), 'layout');

export const answerRequestAction = serverAction(answerRequest, refresh);
export const stopSharingAction = serverAction(stopSharing, refresh);
export const undoStopAction = serverAction(undoStop, refresh);
export const startSharingAction = serverAction(startSharing, refresh);
export const renewSharingAction = serverAction(renewSharing, refresh);
export const resumeSharingAction = serverAction(resumeSharing, refresh);
export const pauseStudyAction = serverAction(pauseStudy, refresh);
export const resumeStudyAction = serverAction(resumeStudy, refresh);
export const leaveStudyAction = serverAction(leaveStudy, refresh);
export const confirmDecisionAction = serverAction(confirmDecision, refresh);
/** Shown in the matrix and on the pages of the study and the patient. */
export const recordOnBehalfAction = serverAction(recordOnBehalf, () =>
  revalidatePath('/o/[organization]', 'layout'),
);
