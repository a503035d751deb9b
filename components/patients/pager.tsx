import { ButtonLink } from '@/components/ui/button';
import type { PatientFilter } from '@/lib/patients/patient-schema';

type Props = { path: string; filter: PatientFilter; nextCursor: string | null };

/** Onward from the last row shown, and back to the first page; each is an address. */
export function Pager({ path, filter, nextCursor }: Props) {
  if (!nextCursor && !filter.after) return null;
  const hrefAfter = (after: string | null) => {
    const { q, sort, direction } = filter;
    return `${path}?${new URLSearchParams({ q, sort, direction, ...(after && { after }) }).toString()}`;
  };
  return (
    <nav aria-label="Pages of the list" className="mt-3 flex justify-end gap-2">
      {filter.after && <ButtonLink href={hrefAfter(null)}>First page</ButtonLink>}
      {nextCursor && <ButtonLink href={hrefAfter(nextCursor)}>Next page</ButtonLink>}
    </nav>
  );
}
