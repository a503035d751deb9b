'use client';
import { Check, ChevronsUpDown } from 'lucide-react';
import { useState } from 'react';
import { Field } from '@/components/forms/field';
import { Link } from '@/components/ui/link';
import { Popover } from '@/components/ui/popover';
import { cn } from '@/lib/cn';
import { roleSentence } from '@/lib/organizations/organization';
import { matchingBranches, type TreeRow } from '@/lib/organizations/organization-tree';
import { routes } from '@/lib/routes';

type Props = { tree: TreeRow[]; currentId: string };

/** Where the caller works, as a tree; a search when there are many. */
export function OrganizationSwitcher({ tree, currentId }: Props) {
  const current = tree.find(({ id }) => id === currentId);
  return (
    <Popover
      label="Organizations"
      triggerClassName="flex min-h-10 w-full items-center gap-2 rounded-md border border-line px-2.5 py-1 text-left hover:bg-hover"
      className="w-80"
      trigger={
        <>
          <span className="min-w-0 flex-1">
            <span className="sr-only">Organization: </span>
            <span className="block truncate font-medium">
              <bdi>{current?.name ?? 'Choose an organization'}</bdi>
            </span>
            {current && <span className="block truncate text-xs text-ink-2">{roleSentence(current)}</span>}
          </span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-3" />
        </>
      }
    >
      {(close) => <Choice tree={tree} currentId={currentId} onClose={close} />}
    </Popover>
  );
}

const MANY = 6;

function Choice({ tree, currentId, onClose }: Props & { onClose: () => void }) {
  const [search, setSearch] = useState('');
  const shown = matchingBranches(tree, search);
  return (
    <div className="space-y-2">
      {tree.length > MANY && (
        <Field
          name="organization-search"
          type="search"
          label="Find an organization"
          isLabelHidden
          placeholder="Find an organization"
          autoComplete="off"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      <ul className="space-y-0.5">
        {shown.map((row) => (
          <li key={row.id}>
            <OrganizationLink row={row} isCurrent={row.id === currentId} onClose={onClose} />
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className="px-2 py-1.5 text-ink-2">No organization of that name.</p>}
    </div>
  );
}

/** Written out, because a style attribute is not allowed. */
const INDENT = ['pl-2', 'pl-6', 'pl-10', 'pl-14'];

type LinkProps = { row: TreeRow; isCurrent: boolean; onClose: () => void };

function OrganizationLink({ row, isCurrent, onClose }: LinkProps) {
  return (
    <Link
      href={routes.organization(row.id)}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={onClose}
      className={cn(
        'flex min-h-10 items-center gap-2 rounded-md py-1 pr-2 -outline-offset-2 hover:bg-hover',
        INDENT[Math.min(row.depth, INDENT.length - 1)],
        isCurrent && 'bg-accent-soft',
      )}
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">
          <bdi>{row.name}</bdi>
        </span>
        <span className="block truncate text-xs text-ink-2">
          {roleSentence(row)}
          {row.isArchived && ' · archived'}
        </span>
      </span>
      {isCurrent && <Check aria-hidden className="size-4 shrink-0 text-link" />}
    </Link>
  );
}
