import 'server-only';
import { cache } from 'react';
import { roleAllows } from '@/lib/authorization/permissions';
import { isId, type TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';
import { forPage, type Query } from '@/lib/query';
import type { MoveChoice, MovePreview, OrganizationNode, TreeNode } from './organization-node';
import { accessChanges, hangingOn, moveChoices, nodeOf, subtreeOf } from './organization-node-store';
import { isWithin, roleIn } from './organization-place-store';
import type { MoveSearch } from './organization-schema';
import { organizationTarget } from './organization-store';

const CHOICES = 8;

export function treeOf(
  organizationId: string,
): Query<TargetOf<'organization'>, { nodes: TreeNode[]; mayManage: boolean }> {
  return {
    name: 'organization.tree',
    permission: 'organization.read',
    find: (tx) => organizationTarget(tx, organizationId),
    read: async (tx, target, { facts: { role } }) => ({
      nodes: await subtreeOf(tx, target.organizationId),
      mayManage: role !== null && roleAllows(role, 'organization.manage'),
    }),
  };
}

/** The address names a place in the tree of the organization: one that is not below it is no address. */
async function findNode(
  tx: Tx,
  organizationId: string,
  nodeId: string,
): Promise<TargetOf<'organization'> | null> {
  const target = await organizationTarget(tx, nodeId);
  if (!target || !isId(organizationId)) return null;
  return (await isWithin(tx, organizationId, target.organizationId)) ? target : null;
}

export function organizationNodeOf(
  organizationId: string,
  nodeId: string,
): Query<TargetOf<'organization'>, OrganizationNode> {
  return {
    name: 'organization.read',
    permission: 'organization.read',
    find: (tx) => findNode(tx, organizationId, nodeId),
    read: async (tx, { organizationId: id }, { principal, facts: { role } }) => {
      const node = await nodeOf(tx, id);
      const above = node.parent && (await roleIn(tx, principal.userId, node.parent.id));
      return {
        ...node,
        hangingOn: await hangingOn(tx, id),
        role,
        may: {
          manage: role !== null && roleAllows(role, 'organization.manage'),
          place: above !== null && roleAllows(above, 'organization.manage'),
        },
      };
    },
  };
}

export type MovePage = {
  node: OrganizationNode;
  choices: MoveChoice[];
  /** Of the chosen place, or of the best fit of what was typed. */
  preview: MovePreview | null;
};

export function movePageOf(
  organizationId: string,
  nodeId: string,
  { q, to }: MoveSearch,
): Query<TargetOf<'organization'>, MovePage> {
  const node = organizationNodeOf(organizationId, nodeId);
  return {
    name: 'organization.preview-move',
    permission: 'organization.manage',
    find: (tx) => findNode(tx, organizationId, nodeId),
    read: async (tx, target, context) => {
      const read = await node.read(tx, target, context);
      if (!read.may.place) return { node: read, choices: [], preview: null };
      const moving = { organizationId: read.id, actorId: context.principal.userId, limit: CHOICES };
      const choices = await moveChoices(tx, { ...moving, q, only: null });
      const chosen =
        to !== null && isId(to)
          ? (await moveChoices(tx, { ...moving, q: '', only: to }))[0]
          : q === ''
            ? undefined
            : choices[0];
      const preview = chosen && {
        to: chosen,
        changes: await accessChanges(tx, { organizationId: read.id, parentId: chosen.id }),
      };
      return { node: read, choices, preview: preview ?? null };
    },
  };
}

/** Asked before a form is shown that would be refused. */
export function placeForNewOf(
  organizationId: string,
  nodeId: string,
): Query<TargetOf<'organization'>, { id: string; name: string }> {
  return {
    name: 'organization.may-create',
    permission: 'organization.manage',
    find: (tx) => findNode(tx, organizationId, nodeId),
    read: async (tx, target) => {
      const { id, name } = await nodeOf(tx, target.organizationId);
      return { id, name };
    },
  };
}

export function readPlaceForNew(organizationId: string, nodeId: string) {
  return forPage(placeForNewOf(organizationId, nodeId));
}

export function readTree(organizationId: string) {
  return forPage(treeOf(organizationId));
}

export const readOrganizationNode = cache((organizationId: string, nodeId: string) =>
  forPage(organizationNodeOf(organizationId, nodeId)),
);

export function readMovePage(organizationId: string, nodeId: string, search: MoveSearch) {
  return forPage(movePageOf(organizationId, nodeId, search));
}
