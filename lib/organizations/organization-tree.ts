import type { OrganizationRow } from './organization';

export type TreeRow = OrganizationRow & { depth: number };

/**
 * Parents before their children, each level by name. Whose parent the caller may not see stands at the top: a role in a
 * part of a hospital does not show the hospital.
 */
export function inTreeOrder(rows: readonly OrganizationRow[]): TreeRow[] {
  const known = new Set(rows.map(({ id }) => id));
  const childrenOf = new Map<string | null, OrganizationRow[]>();
  for (const row of rows) {
    const parent = row.parentId !== null && known.has(row.parentId) ? row.parentId : null;
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), row]);
  }
  const walk = (parent: string | null, depth: number): TreeRow[] =>
    (childrenOf.get(parent) ?? []).flatMap((row) => [{ ...row, depth }, ...walk(row.id, depth + 1)]);
  return walk(null, 0);
}

/**
 * Where a person who works in several starts: the highest in the tree that has studies, else the highest. Not in what is
 * archived, unless there is nothing else.
 */
export function firstOrganization(
  rows: readonly OrganizationRow[],
  withStudies: ReadonlySet<string>,
): TreeRow | undefined {
  const tree = inTreeOrder(rows);
  const open = tree.filter(({ isArchived }) => !isArchived);
  const byDepth = open.filter(({ id }) => withStudies.has(id)).sort((a, b) => a.depth - b.depth);
  return byDepth[0] ?? open[0] ?? tree[0];
}
