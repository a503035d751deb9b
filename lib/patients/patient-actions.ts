'use server';
import { revalidatePath } from 'next/cache';
import { serverAction } from '@/lib/server-action';
import { enrollPatient, enrollPatients, withdrawEnrollment } from './enrollment-commands';
import { importPatients } from './import-commands';
import { changePatient, createPatient } from './patient-commands';

const refresh = () => revalidatePath('/o/[organization]', 'layout');

// The first steps of an invitation: drawing the page anew is left to the last one.
export const createPatientAction = serverAction(createPatient);
export const enrollPatientAction = serverAction(enrollPatient);

export const withdrawEnrollmentAction = serverAction(withdrawEnrollment, refresh);
export const changePatientAction = serverAction(changePatient, refresh);
export const enrollPatientsAction = serverAction(enrollPatients, refresh);
export const importPatientsAction = serverAction(importPatients, refresh);
