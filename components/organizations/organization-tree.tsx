'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useDeferredValue, useId, useMemo, useRef, useState, type RefObject } from 'react';
import { Field } from '@/components/forms/field';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/lib/cn';
import type { TreeNode } from '@/lib/organizations/organization-node';
import { linesOf, treeFrom, type TreeLine } from '@/lib/organizations/tree-rows';
import { routes } from '@/lib/routes';
import { useTreeKeys } from './use-tree-keys';

type Props = { organizationId: string; nodes: TreeNode[] };

const LINE_PX = 40;

/** The whole tree in one tab stop (WAI-ARIA tree pattern); only the lines in sight are in the page. */
export function OrganizationTree({ organizationId, nodes }: Props) {
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const tree = useTree(nodes, wanted);
  return (
    <div className="max-w-[60rem] space-y-3">
      <Field
        name="tree-search"
        type="search"
        label="Find an organization"
        isLabelHidden
        placeholder="Find an organization"
        autoComplete="off"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        className="max-w-80"
      />
      <p role="status" className="text-sm text-ink-2">
        {wanted.trim() === ''
          ? `${nodes.length} ${nodes.length === 1 ? 'organization' : 'organizations'}`
          : `${tree.lines.filter(({ isHit }) => isHit).length} found, with what stands above them`}
      </p>
      {tree.lines.length === 0 ? (
        <p className="flex items-center gap-2 rounded-lg border border-line bg-surface px-4 py-6 text-ink-2">
          <Search aria-hidden className="size-4" /> No organization of that name below this one.
        </p>
      ) : (
        <TreeLines organizationId={organizationId} {...tree} />
      )}
    </div>
  );
}

function useTree(nodes: TreeNode[], search: string) {
  const tree = useMemo(() => treeFrom(nodes), [nodes]);
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set(nodes.filter(({ depth }) => depth < 2).map(({ id }) => id)),
  );
  const lines = useMemo(() => linesOf(tree, { open, search }), [tree, open, search]);
  const toggle = (id: string, isOpen: boolean) => {
    const next = new Set(open);
    if (isOpen) next.add(id);
    else next.delete(id);
    setOpen(next);
  };
  return { lines, toggle };
}

type LinesProps = {
  organizationId: string;
  lines: TreeLine[];
  toggle: (id: string, isOpen: boolean) => void;
};

function TreeLines({ organizationId, lines, toggle }: LinesProps) {
  const id = useId();
  const region = useRef<HTMLDivElement>(null);
  const virtualizer = useLines(region, lines.length);
  const { at, onKeyDown, moveTo } = useTreeKeys(organizationId, lines, toggle, (index) =>
    virtualizer.scrollToIndex(index),
  );
  const shown = virtualizer.getVirtualItems();
  const active = lines[at];
  return (
    <div
      ref={region}
      role="tree"
      tabIndex={0}
      aria-label="Organizations"
      aria-activedescendant={
        active && shown.some(({ index }) => index === at) ? `${id}-${active.node.id}` : undefined
      }
      onKeyDown={onKeyDown}
      className="group/tree max-h-[max(15rem,calc(100dvh-16rem))] overflow-auto rounded-lg border border-line bg-surface py-1"
    >
      <Room height={shown[0]?.start ?? 0} />
      {linesAt(lines, shown).map(([index, line]) => (
        <TreeItem
          key={line.node.id}
          domId={`${id}-${line.node.id}`}
          organizationId={organizationId}
          line={line}
          isActive={index === at}
          onToggle={(isOpen) => {
            moveTo(index);
            toggle(line.node.id, isOpen);
          }}
        />
      ))}
      <Room height={virtualizer.getTotalSize() - (shown.at(-1)?.end ?? 0)} />
    </div>
  );
}

function linesAt(lines: TreeLine[], shown: { index: number }[]): [number, TreeLine][] {
  return shown.flatMap(({ index }) => {
    const line = lines[index];
    return line ? [[index, line]] : [];
  });
}

function useLines(region: RefObject<HTMLDivElement | null>, count: number) {
  return useVirtualizer({
    count,
    getScrollElement: () => region.current,
    estimateSize: () => LINE_PX,
    overscan: 10,
    initialRect: { width: 600, height: LINE_PX * 20 },
  });
}

/** Empty room for the lines out of sight. Its height is set on the element: a style attribute is not allowed. */
function Room({ height }: { height: number }) {
  return (
    <div
      role="presentation"
      ref={(element) => {
        if (element) element.style.height = `${Math.max(0, height)}px`;
      }}
    />
  );
}

/** Written out, because a style attribute is not allowed. */
const INDENT = ['pl-2', 'pl-7', 'pl-12', 'pl-17', 'pl-22', 'pl-27', 'pl-32', 'pl-37'];

type ItemProps = {
  domId: string;
  organizationId: string;
  line: TreeLine;
  isActive: boolean;
  onToggle: (isOpen: boolean) => void;
};

function TreeItem({ domId, organizationId, line, isActive, onToggle }: ItemProps) {
  const router = useRouter();
  const { node, level, place, siblings, isOpen, isHit } = line;
  return (
    <div
      id={domId}
      role="treeitem"
      aria-level={level}
      aria-posinset={place}
      aria-setsize={siblings}
      aria-expanded={isOpen ?? undefined}
      aria-selected={isActive}
      onClick={() => router.push(routes.treeNode(organizationId, node.id))}
      className={cn(
        'flex h-10 cursor-pointer items-center gap-1 pr-3 hover:bg-hover',
        INDENT[Math.min(level - 1, INDENT.length - 1)],
        isActive &&
          'group-focus-visible/tree:bg-accent-soft group-focus-visible/tree:outline-2 group-focus-visible/tree:-outline-offset-2 group-focus-visible/tree:outline-accent',
      )}
    >
      <Twisty isOpen={isOpen} onToggle={onToggle} />
      <span className={cn('min-w-0 truncate', isHit ? 'font-semibold' : 'font-medium')}>
        <bdi>{node.name}</bdi>
      </span>
      <span className="ml-2 shrink-0 text-sm text-ink-2 max-sm:hidden">{node.type}</span>
      {node.isArchived && <Badge className="ml-2">Archived</Badge>}
    </div>
  );
}

/** For pointers; the keyboard has the arrows. */
function Twisty({ isOpen, onToggle }: { isOpen: boolean | null; onToggle: (isOpen: boolean) => void }) {
  if (isOpen === null) return <span aria-hidden className="size-8 shrink-0" />;
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <span
      aria-hidden
      onClick={(event) => {
        event.stopPropagation();
        onToggle(!isOpen);
      }}
      className="flex size-8 shrink-0 items-center justify-center rounded-sm text-ink-2 hover:bg-sunken hover:text-ink"
    >
      <Icon className="size-4" />
    </span>
  );
}
