'use server';
import { revalidatePath } from 'next/cache';
import { serverAction } from '@/lib/server-action';
import { addScopeRequest, removeScopeRequest } from './scope-request-commands';
import { changeStudy, changeStudyState, createStudy, publishInformation } from './study-commands';

/** A study is shown in lists, in its own pages and on its patients' pages. */
const refresh = () => revalidatePath('/o/[organization]', 'layout');

export const createStudyAction = serverAction(createStudy, refresh);
export const changeStudyAction = serverAction(changeStudy, refresh);
export const addScopeRequestAction = serverAction(addScopeRequest, refresh);
export const removeScopeRequestAction = serverAction(removeScopeRequest, refresh);
export const publishInformationAction = serverAction(publishInformation, refresh);
export const changeStudyStateAction = serverAction(changeStudyState, refresh);
