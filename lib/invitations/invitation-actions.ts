'use server';
import { revalidatePath } from 'next/cache';
import { serverAction } from '@/lib/server-action';
import { revokePatientInvitation, sendInvitation } from './invitation-commands';
import {
  invitePractitioner,
  invitePractitioners,
  resendPractitionerInvitation,
  revokePractitionerInvitation,
} from './practitioner-invitation-commands';

const refresh = () => revalidatePath('/o/[organization]', 'layout');

export const sendInvitationAction = serverAction(sendInvitation, refresh);
export const revokePatientInvitationAction = serverAction(revokePatientInvitation, refresh);
export const invitePractitionerAction = serverAction(invitePractitioner, refresh);
export const invitePractitionersAction = serverAction(invitePractitioners, refresh);
export const resendPractitionerInvitationAction = serverAction(resendPractitionerInvitation, refresh);
export const revokePractitionerInvitationAction = serverAction(revokePractitionerInvitation, refresh);
