import type { TreeNode } from './organization-node';

/** A line as a screen reader counts it: its level, its place among its brothers and sisters, and whether it is open. */
export type TreeLine = {
  node: TreeNode;
  level: number;
  place: number;
  siblings: number;
  /** Null for one with nothing below it. */
  isOpen: boolean | null;
  isHit: boolean;
};

type Tree = {
  roots: TreeNode[];
  childrenOf: ReadonlyMap<string, TreeNode[]>;
  byId: ReadonlyMap<string, TreeNode>;
};

/** Once for each set of nodes: the lines are drawn anew with each key, and there can be thousands. */
export function treeFrom(nodes: readonly TreeNode[]): Tree {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const childrenOf = new Map<string, TreeNode[]>();
  const roots: TreeNode[] = [];
  for (const node of nodes) {
    if (node.parentId === null || !byId.has(node.parentId)) {
      roots.push(node);
      continue;
    }
    const children = childrenOf.get(node.parentId);
    if (children) children.push(node);
    else childrenOf.set(node.parentId, [node]);
  }
  return { roots, childrenOf, byId };
}

/** What is in sight: below open ones only, or, in a search, each hit with what stands above it. */
export function linesOf(
  tree: Tree,
  { open, search }: { open: ReadonlySet<string>; search: string },
): TreeLine[] {
  const wanted = search.trim().toLowerCase();
  const isHit = ({ name, type }: TreeNode) =>
    wanted !== '' && (name.toLowerCase().includes(wanted) || type.toLowerCase() === wanted);
  const shown = wanted === '' ? null : withAncestors(tree, isHit);
  const lines: TreeLine[] = [];
  const walk = (siblings: readonly TreeNode[], level: number): void => {
    const here = shown ? siblings.filter(({ id }) => shown.has(id)) : siblings;
    for (const [index, node] of here.entries()) {
      const children = (tree.childrenOf.get(node.id) ?? []).filter(({ id }) => !shown || shown.has(id));
      const isOpen = children.length === 0 ? null : shown !== null || open.has(node.id);
      lines.push({ node, level, place: index + 1, siblings: here.length, isOpen, isHit: isHit(node) });
      if (isOpen) walk(children, level + 1);
    }
  };
  walk(tree.roots, 1);
  return lines;
}

function withAncestors({ byId }: Tree, isHit: (node: TreeNode) => boolean): ReadonlySet<string> {
  const shown = new Set<string>();
  for (const node of byId.values()) {
    if (!isHit(node)) continue;
    let at: TreeNode | undefined = node;
    while (at && !shown.has(at.id)) {
      shown.add(at.id);
      at = at.parentId === null ? undefined : byId.get(at.parentId);
    }
  }
  return shown;
}

/** What a key does in a tree (WAI-ARIA tree pattern): to which line, or opens or closes one. */
export type TreeStep = { to: number } | { open: string } | { close: string };

export function treeStep(key: string, at: number, lines: readonly TreeLine[]): TreeStep | null {
  const line = lines[at];
  if (!line) return null;
  switch (key) {
    case 'ArrowDown':
      return { to: Math.min(at + 1, lines.length - 1) };
    case 'ArrowUp':
      return { to: Math.max(at - 1, 0) };
    case 'Home':
      return { to: 0 };
    case 'End':
      return { to: lines.length - 1 };
    case 'ArrowRight':
      if (line.isOpen === null) return null;
      return line.isOpen ? { to: at + 1 } : { open: line.node.id };
    case 'ArrowLeft':
      if (line.isOpen) return { close: line.node.id };
      return { to: parentOf(at, lines) };
    default:
      return null;
  }
}

function parentOf(at: number, lines: readonly TreeLine[]): number {
  const level = lines[at]?.level ?? 1;
  for (let n = at - 1; n >= 0; n -= 1) if ((lines[n]?.level ?? 0) < level) return n;
  return at;
}

/** The next line that begins with what was typed, from the one after this. */
export function typedLine(typed: string, at: number, lines: readonly TreeLine[]): number | null {
  const wanted = typed.toLowerCase();
  for (let n = 1; n <= lines.length; n += 1) {
    const index = (at + n) % lines.length;
    if (lines[index]?.node.name.toLowerCase().startsWith(wanted)) return index;
  }
  return null;
}
