'use server';
import { revalidatePath } from 'next/cache';
import { serverAction } from '@/lib/server-action';
import {
  invitePractitioner,
  revokePatientInvitation,
  revokePractitionerInvitation,
  sendInvitation,
} from './invitation-commands';

const refresh = () => revalidatePath('/o/[organization]', 'layout');

export const sendInvitationAction = serverAction(sendInvitation, refresh);
export const revokePatientInvitationAction = serverAction(revokePatientInvitation, refresh);
export const invitePractitionerAction = serverAction(invitePractitioner, refresh);
export const revokePractitionerInvitationAction = serverAction(revokePractitionerInvitation, refresh);
