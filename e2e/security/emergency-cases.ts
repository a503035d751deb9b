import type { Tenant } from '../support/tenant';
import { NEVER, NEVER_HERE, NO_ROLE, TOO_SMALL, type ActionCase, type Refusals } from './action-cases-kit';

/** Colleagues know the study; that anybody else tries tells them nothing. */
const NO_SUPER_ADMIN: Refusals = {
  stranger: NEVER,
  outsider: NEVER,
  patient: NEVER,
  manager: NEVER_HERE,
  member: NEVER_HERE,
  viewer: NEVER_HERE,
};
/** As for other things of managers, but another super admin may answer, too. */
const NO_MANAGER: Refusals = {
  stranger: NO_ROLE,
  outsider: NEVER,
  patient: NEVER,
  member: TOO_SMALL,
  viewer: TOO_SMALL,
};

const byManager = (idOf: (tenant: Tenant) => string): ActionCase => ({
  input: (tenant) => ({ emergencyId: idOf(tenant) }),
  owner: 'manager',
  refused: NO_MANAGER,
});

/** Emergency accesses: asked for by a super admin, answered and ended by those who answer for the study. */
export const EMERGENCY_CASES: Record<string, ActionCase> = {
  requestEmergencyAction: {
    input: ({ studyId, mark }) => ({ studyId, reason: `Asked for past the UI, ${mark}`, minutes: 5 }),
    owner: 'admin',
    refused: NO_SUPER_ADMIN,
  },
  approveEmergencyAction: byManager(({ emergencyToApproveId }) => emergencyToApproveId),
  declineEmergencyAction: byManager(({ emergencyToDeclineId }) => emergencyToDeclineId),
  endEmergencyAction: byManager(({ emergencyToEndId }) => emergencyToEndId),
};
