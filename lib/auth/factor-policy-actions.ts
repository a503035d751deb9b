'use server';
import { revalidatePath } from 'next/cache';
import { routes } from '@/lib/routes';
import { serverAction } from '@/lib/server-action';
import { decideFactorReset, requireSecondFactor } from './factor-policy';

export const requireSecondFactorAction = serverAction(requireSecondFactor, (_value, { organizationId }) =>
  revalidatePath(routes.organizationSecurity(organizationId)),
);
export const decideFactorResetAction = serverAction(decideFactorReset, (_value, { organizationId }) =>
  revalidatePath(routes.organizationSecurity(organizationId)),
);
