'use server';
import { serverAction } from '@/lib/server-action';
import { approveEmergency, declineEmergency, endEmergency, requestEmergency } from './emergency-commands';

export const requestEmergencyAction = serverAction(requestEmergency);
export const approveEmergencyAction = serverAction(approveEmergency);
export const declineEmergencyAction = serverAction(declineEmergency);
export const endEmergencyAction = serverAction(endEmergency);
