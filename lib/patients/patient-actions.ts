'use server';
import { revalidatePath } from 'next/cache';
import { serverAction } from '@/lib/server-action';
import { enrollPatient, withdrawEnrollment } from './enrollment-commands';
import { createPatient } from './patient-commands';

const refresh = () => revalidatePath('/o/[organization]', 'layout');

export const createPatientAction = serverAction(createPatient, refresh);
export const enrollPatientAction = serverAction(enrollPatient, refresh);
export const withdrawEnrollmentAction = serverAction(withdrawEnrollment, refresh);
