import 'server-only';
import type { AuditEvent } from '@/lib/audit/events';
import { command } from '@/lib/command';
import type { Tx } from '@/lib/db/transaction';
import { AppError, type FieldErrors } from '@/lib/errors';
import { INSTALLATION } from '@/lib/installation/installation-target';
import {
  isWithin,
  lockOrganization,
  lockTree,
  moveTarget,
  placeTarget,
  requestRotationsBelow,
  setArchived,
  updateDetails,
  updatePlace,
  type LockedOrganization,
  type OrganizationDetails,
} from './organization-place-store';
import { ArchiveOrganization, ChangeOrganization, MoveOrganization } from './organization-schema';
import { organizationTarget, requireNotArchived } from './organization-store';

/** Its words. What somebody else wrote since they were read is named and not overwritten. */
export const changeOrganization = command({
  name: 'organization.change',
  input: ChangeOrganization,
  permission: 'organization.manage',
  target: (tx, { organizationId }) => organizationTarget(tx, organizationId),
  run: async ({ tx, input: { version, from, ...input }, target: { organizationId: id } }) => {
    const now = await lockOrganization(tx, id);
    const fields = now.version === version ? {} : changedSince(now, from);
    if (Object.keys(fields).length > 0)
      throw new AppError(
        'CONFLICT',
        'Somebody else changed this in the meantime. Nothing was saved; look at it and save again.',
        fields,
      );
    await updateDetails(tx, id, input);
    return { value: null, event: { type: 'organization.changed', resource: { kind: 'organization', id } } };
  },
});

const DETAILS = ['name', 'type', 'contact', 'description'] as const;

function changedSince(now: OrganizationDetails, from: OrganizationDetails): FieldErrors {
  const changed = DETAILS.filter((key) => now[key] !== from[key]);
  return Object.fromEntries(
    changed.map((key) => [key, [now[key] === '' ? 'It is empty now.' : `It is now “${now[key]}”.`]]),
  );
}

/** With everything below it. Roles given above it end there and those above its new place begin. */
export const moveOrganization = command({
  name: 'organization.move',
  input: MoveOrganization,
  permission: 'organization.manage',
  target: moveTarget,
  run: async ({ tx, input: { organizationId: id, parentId, version } }) => {
    await lockTree(tx);
    await unchanged(tx, id, version);
    if (await isWithin(tx, id, parentId))
      throw new AppError('CONFLICT', 'An organization cannot move into itself or below itself.');
    await requireNotArchived(tx, parentId);
    await updatePlace(tx, id, parentId);
    const rotations = await requestRotationsBelow(tx, id);
    return {
      value: { rotations },
      event: { type: 'organization.moved', resource: { kind: 'organization', id } },
    };
  },
});

/** No enrollment, upload or new role in it and below it from here on; reading what was shared goes on. */
export const archiveOrganization = command({
  name: 'organization.archive',
  input: ArchiveOrganization,
  permission: 'organization.manage',
  target: (tx, { organizationId }) => placeTarget(tx, organizationId),
  run: ({ tx, input }) => archive(tx, input),
});

export const restoreOrganization = command({
  name: 'organization.restore',
  input: ArchiveOrganization,
  permission: 'organization.manage',
  target: (tx, { organizationId }) => placeTarget(tx, organizationId),
  run: ({ tx, input }) => restore(tx, input),
});

/** The same for the top of a tree, with everything below it: the installation's own doing, so only a super admin's. */
export const archiveTopOrganization = command({
  name: 'organization.archive-top',
  input: ArchiveOrganization,
  permission: 'installation.manage',
  target: topTarget,
  run: async ({ tx, input }) => {
    await requireTop(tx, input.organizationId);
    return archive(tx, input);
  },
});

export const restoreTopOrganization = command({
  name: 'organization.restore-top',
  input: ArchiveOrganization,
  permission: 'installation.manage',
  target: topTarget,
  run: async ({ tx, input }) => {
    await requireTop(tx, input.organizationId);
    return restore(tx, input);
  },
});

async function topTarget(tx: Tx, { organizationId }: ArchiveOrganization) {
  return (await organizationTarget(tx, organizationId)) && INSTALLATION;
}

/** What stands below the top belongs to whoever manages what is above it, also for a super admin. */
async function requireTop(tx: Tx, organizationId: string): Promise<void> {
  const { parentName } = await lockOrganization(tx, organizationId);
  if (parentName !== null)
    throw new AppError('CONFLICT', `A manager of “${parentName}” decides about this organization.`);
}

async function archive(tx: Tx, { organizationId: id, version }: ArchiveOrganization) {
  const { archivedAt } = await unchanged(tx, id, version);
  if (archivedAt) throw new AppError('CONFLICT', 'It is archived already.');
  await setArchived(tx, id, true);
  return { value: null, event: changed('organization.archived', id) };
}

async function restore(tx: Tx, { organizationId: id, version }: ArchiveOrganization) {
  const { archivedAt, parentId } = await unchanged(tx, id, version);
  if (!archivedAt) throw new AppError('CONFLICT', 'It is not archived.');
  if (parentId !== null) await requireNotArchived(tx, parentId);
  await setArchived(tx, id, false);
  return { value: null, event: changed('organization.restored', id) };
}

function changed(type: 'organization.archived' | 'organization.restored', id: string): AuditEvent {
  return { type, resource: { kind: 'organization', id } };
}

/** What was looked at before the decision is still so; or else what it is now. */
async function unchanged(tx: Tx, id: string, version: number): Promise<LockedOrganization> {
  const now = await lockOrganization(tx, id);
  if (now.version !== version)
    throw new AppError(
      'CONFLICT',
      `Somebody else changed this in the meantime. It is now “${now.name}”${
        now.parentName === null ? '' : `, below “${now.parentName}”`
      }, and ${now.archivedAt ? 'archived' : 'not archived'}. Look at it again.`,
    );
  return now;
}
