import { ButtonLink } from '@/components/ui/button';

type Props = {
  path: string;
  /** The address of this page by its names; what is null or empty is left out. */
  filter: Record<string, string | null>;
  nextCursor: string | null;
};

/** Onward from the last row shown, and back to the first page; each is an address. */
export function Pager({ path, filter, nextCursor }: Props) {
  if (!nextCursor && !filter['after']) return null;
  const hrefAfter = (after: string | null) => {
    const set = Object.entries({ ...filter, after }).filter((entry): entry is [string, string] =>
      Boolean(entry[1]),
    );
    return `${path}?${new URLSearchParams(set).toString()}`;
  };
  return (
    <nav aria-label="Pages of the list" className="mt-3 flex justify-end gap-2">
      {filter['after'] && <ButtonLink href={hrefAfter(null)}>First page</ButtonLink>}
      {nextCursor && <ButtonLink href={hrefAfter(nextCursor)}>Next page</ButtonLink>}
    </nav>
  );
}
