'use client';
import { Check, ChevronsUpDown } from 'lucide-react';
import { useState } from 'react';
import { Field } from '@/components/forms/field';
import { Link } from '@/components/ui/link';
import { Popover } from '@/components/ui/popover';
import { useFetched } from '@/components/ui/use-fetched';
import { cn } from '@/lib/cn';
import { roleSentence, type OrganizationRow, type OwnOrganizations } from '@/lib/organizations/organization';
import { inTreeOrder, type TreeRow } from '@/lib/organizations/organization-tree';
import { routes } from '@/lib/routes';

type Props = { here: OrganizationRow | null };

/** Where the caller works, as a tree. The list comes when it is opened: somebody can have thousands. */
export function OrganizationSwitcher({ here }: Props) {
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
              <bdi>{here?.name ?? 'Choose an organization'}</bdi>
            </span>
            {here && <span className="block truncate text-xs text-ink-2">{roleSentence(here)}</span>}
          </span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-3" />
        </>
      }
    >
      {(close) => <Choice currentId={here?.id ?? null} onClose={close} />}
    </Popover>
  );
}

const MANY = 6;

type ChoiceProps = { currentId: string | null; onClose: () => void };

function Choice({ currentId, onClose }: ChoiceProps) {
  const [search, setSearch] = useState('');
  const address = routes.ownOrganizations(search.trim());
  const answer = useFetched<OwnOrganizations>(address);
  const rows = inTreeOrder(answer?.value?.organizations ?? []);
  // Once it is there it stays: taken away between two letters it would lose the focus.
  const [isSearched, setSearched] = useState(false);
  if (!isSearched && rows.length > MANY) setSearched(true);
  return (
    <div className="space-y-2">
      {isSearched && (
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
        {rows.map((row) => (
          <li key={row.id}>
            <OrganizationLink row={row} isCurrent={row.id === currentId} onClose={onClose} />
          </li>
        ))}
      </ul>
      <p role="status" className="px-2 py-1.5 text-sm text-ink-2 empty:hidden">
        {wordsOf(answer?.address === address ? answer.value : undefined)}
      </p>
    </div>
  );
}

/** Undefined while the server is asked, null when it did not answer. */
function wordsOf(found: OwnOrganizations | null | undefined): string | null {
  if (found === undefined) return 'Looking…';
  if (found === null) return 'The list did not come. Reload the page, or sign in again.';
  if (found.organizations.length === 0) return 'No organization of that name.';
  return found.isMore ? 'There are others. Write a part of the name.' : null;
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
