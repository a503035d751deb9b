'use server';
import { revalidatePath } from 'next/cache';
import { serverAction } from '@/lib/server-action';
import { enrollPatient, withdrawEnrollment } from './enrollment-commands';
import { createPatient } from './patient-commands';

const refresh = () => revalidatePath('/o/[organization]', 'layout');

// The first steps of an invitation: drawing the page anew is left to the last one.
export const createPatientAction = serverAction(createPatient);
export const enrollPatientAction = serverAction(enrollPatient);

export const withdrawEnrollmentAction = serverAction(withdrawEnrollment, refresh);
