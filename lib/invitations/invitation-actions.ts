'use server';
import { revalidatePath } from 'next/cache';
import { serverAction } from '@/lib/server-action';
import { revokePatientInvitation, sendInvitation } from './invitation-commands';

const refresh = () => revalidatePath('/o/[organization]', 'layout');

export const sendInvitationAction = serverAction(sendInvitation, refresh);
export const revokePatientInvitationAction = serverAction(revokePatientInvitation, refresh);
