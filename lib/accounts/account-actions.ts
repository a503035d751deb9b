'use server';
import { serverAction } from '@/lib/server-action';
import { changeLocale } from './account-commands';

export const changeLocaleAction = serverAction(changeLocale);
