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

/** Those that match, and what stands above them, so that a match is still seen in its place. */
export function matchingBranches(rows: readonly TreeRow[], search: string): TreeRow[] {
  const wanted = search.trim().toLowerCase();
  if (!wanted) return [...rows];
  const byId = new Map(rows.map((row) => [row.id, row]));
  const shown = new Set<string>();
  for (const row of rows) {
    if (!row.name.toLowerCase().includes(wanted)) continue;
    let at: TreeRow | undefined = row;
    while (at && !shown.has(at.id)) {
      shown.add(at.id);
      at = at.parentId === null ? undefined : byId.get(at.parentId);
    }
  }
  return rows.filter(({ id }) => shown.has(id));
}

/** Where a person who works in several starts: at the top of the tree, but not in what is archived. */
export function firstOrganization(rows: readonly OrganizationRow[]): TreeRow | undefined {
  const tree = inTreeOrder(rows);
  return tree.find(({ isArchived }) => !isArchived) ?? tree[0];
}
