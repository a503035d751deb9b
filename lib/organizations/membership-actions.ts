'use server';
import { revalidatePath } from 'next/cache';
import { serverAction } from '@/lib/server-action';
import { changeRoles, removeMemberships } from './membership-bulk-commands';
import { changeRole, removeMembership, setMembershipEnd } from './membership-commands';

const refresh = () => revalidatePath('/o/[organization]', 'layout');

export const changeRoleAction = serverAction(changeRole, refresh);
export const setMembershipEndAction = serverAction(setMembershipEnd, refresh);
export const removeMembershipAction = serverAction(removeMembership, refresh);
export const changeRolesAction = serverAction(changeRoles, refresh);
export const removeMembershipsAction = serverAction(removeMemberships, refresh);
