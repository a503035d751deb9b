'use server';
import { revalidatePath } from 'next/cache';
import { dropEmailChange } from '@/lib/auth/change-email';
import { routes } from '@/lib/routes';
import { serverAction } from '@/lib/server-action';
import { changeLocale, changeMailPreference } from './account-commands';

export const changeLocaleAction = serverAction(changeLocale);
export const changeMailPreferenceAction = serverAction(changeMailPreference);
export const dropEmailChangeAction = serverAction(dropEmailChange, () => revalidatePath(routes.account()));
