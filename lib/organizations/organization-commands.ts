import 'server-only';
import { command } from '@/lib/command';
import { INSTALLATION } from '@/lib/installation/installation-target';
import { CreateOrganization, CreateTopOrganization } from './organization-schema';
import { insertOrganization, organizationTarget, requireNotArchived } from './organization-store';

/** The root of a new tree: the installation's own doing, so only a super admin's. Its first manager is appointed next. */
export const createTopOrganization = command({
  name: 'organization.create-top',
  input: CreateTopOrganization,
  permission: 'installation.manage',
  target: () => Promise.resolve(INSTALLATION),
  run: async ({ tx, input }) => {
    const { name, type, contact, description } = input;
    const id = await insertOrganization(tx, { parentId: null, name, type, contact, description });
    return { value: { id }, event: { type: 'organization.created', resource: { kind: 'organization', id } } };
  },
});

/** Below an organization the caller manages. Roles are inherited, so nobody has to be appointed. */
export const createOrganization = command({
  name: 'organization.create',
  input: CreateOrganization,
  permission: 'organization.manage',
  target: (tx, { parentId }) => organizationTarget(tx, parentId),
  run: async ({ tx, input, target }) => {
    await requireNotArchived(tx, target.organizationId);
    const { name, type, contact, description } = input;
    const parentId = target.organizationId;
    const id = await insertOrganization(tx, { parentId, name, type, contact, description });
    return { value: { id }, event: { type: 'organization.created', resource: { kind: 'organization', id } } };
  },
});
