import { ButtonLink } from '@/components/ui/button';

/** A list begins at its first name, a log at its newest event. */
const WORDS = {
  list: { cursor: 'after', label: 'Pages of the list', first: 'First page', next: 'Next page' },
  log: { cursor: 'before', label: 'Pages of the log', first: 'Newest', next: 'Older' },
} as const;

type Props = {
  path: string;
  /** The address of this page by its names; what is null or empty is left out. */
  filter: Record<string, string | null | undefined>;
  nextCursor: string | null;
  kind?: keyof typeof WORDS;
};

/** Onward from the last row shown, and back to the first page; each is an address. */
export function Pager({ path, filter, nextCursor, kind = 'list' }: Props) {
  const { cursor, label, first, next } = WORDS[kind];
  if (!nextCursor && !filter[cursor]) return null;
  const hrefAt = (at: string | null) => {
    const set = Object.entries({ ...filter, [cursor]: at }).filter((entry): entry is [string, string] =>
      Boolean(entry[1]),
    );
    const query = new URLSearchParams(set).toString();
    return query === '' ? path : `${path}?${query}`;
  };
  return (
    <nav aria-label={label} className="mt-3 flex justify-end gap-2">
      {filter[cursor] && <ButtonLink href={hrefAt(null)}>{first}</ButtonLink>}
      {nextCursor && <ButtonLink href={hrefAt(nextCursor)}>{next}</ButtonLink>}
    </nav>
  );
}
