'use server';
import { revalidatePath } from 'next/cache';
import { serverAction } from '@/lib/server-action';
import { addScopeRequest, changeScopeRequest, removeScopeRequest } from './scope-request-commands';
import { cloneStudy, setDataSources, setRetention } from './study-settings-commands';
import { changeStudy, changeStudyState, createStudy, publishInformation } from './study-commands';

/** A study is shown in lists, in its own pages and on its patients' pages. */
const refresh = () => revalidatePath('/o/[organization]', 'layout');

export const createStudyAction = serverAction(createStudy, refresh);
export const changeStudyAction = serverAction(changeStudy, refresh);
export const addScopeRequestAction = serverAction(addScopeRequest, refresh);
export const changeScopeRequestAction = serverAction(changeScopeRequest, refresh);
export const removeScopeRequestAction = serverAction(removeScopeRequest, refresh);
export const publishInformationAction = serverAction(publishInformation, refresh);
export const changeStudyStateAction = serverAction(changeStudyState, refresh);
export const setRetentionAction = serverAction(setRetention, refresh);
export const setDataSourcesAction = serverAction(setDataSources, refresh);
export const cloneStudyAction = serverAction(cloneStudy, refresh);
