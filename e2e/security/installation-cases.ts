import { NEVER, type ActionCase, type Refusals } from './action-cases-kit';

const NOBODY_ELSE: Refusals = {
  stranger: NEVER,
  outsider: NEVER,
  patient: NEVER,
  manager: NEVER,
  member: NEVER,
  viewer: NEVER,
};

const byAdmin = (input: ActionCase['input']): ActionCase => ({ input, owner: 'admin', refused: NOBODY_ELSE });
const account = byAdmin(({ spareAccountId }) => ({ accountId: spareAccountId }));
const dataSource = byAdmin(({ dataSourceId }) => ({ dataSourceId }));

/** What only a super admin does, with the installation's own things. */
export const INSTALLATION_CASES: Record<string, ActionCase> = {
  createTopOrganizationAction: byAdmin(({ mark }) => ({
    name: `Top, past the UI, ${mark}`,
    type: 'clinic',
    contact: '',
  })),
  archiveTopOrganizationAction: byAdmin(({ unmanagedOrganizationId }) => ({
    organizationId: unmanagedOrganizationId,
    version: 1,
  })),
  restoreTopOrganizationAction: byAdmin(({ unmanagedOrganizationId }) => ({
    organizationId: unmanagedOrganizationId,
    version: 2,
  })),
  inviteFirstManagerAction: byAdmin(({ unmanagedOrganizationId, mark }) => ({
    organizationId: unmanagedOrganizationId,
    email: `first.${mark}@demo.wellkept.example`,
  })),
  endAccountSessionsAction: account,
  suspendAccountAction: account,
  restoreAccountAction: account,
  addSuperAdminAction: byAdmin(({ mark }) => ({
    name: 'Past the UI',
    email: `super.${mark}@demo.wellkept.example`,
  })),
  addDataSourceAction: byAdmin(({ mark }) => ({ name: `Past the UI, ${mark}`, kind: 'app' })),
  retireDataSourceAction: dataSource,
  restoreDataSourceAction: dataSource,
};
