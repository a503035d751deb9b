import 'server-only';
import { forPage } from '@/lib/query';
import { historyOf, ownPatientTarget, sharedStudiesOf } from './sharing-store';

/** My sharing: the caller's own studies and answers. */
export function mySharing() {
  return forPage({
    name: 'sharing.read',
    permission: 'enrollment.read-own',
    find: (tx, { userId }) => ownPatientTarget(tx, userId),
    read: (tx, { patientId }) => sharedStudiesOf(tx, patientId),
  });
}

/** My history: every decision, never overwritten. */
export function myHistory() {
  return forPage({
    name: 'sharing.history',
    permission: 'enrollment.read-own',
    find: (tx, { userId }) => ownPatientTarget(tx, userId),
    read: (tx, { patientId }) => historyOf(tx, patientId),
  });
}
