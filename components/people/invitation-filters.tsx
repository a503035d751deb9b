import { Search } from 'lucide-react';
import { Field, SelectField } from '@/components/forms/field';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { INVITATION_STATES, type InvitationFilter } from '@/lib/invitations/invitation-schema';

const WORDS = { open: 'Waiting', expired: 'Expired', accepted: 'Accepted', revoked: 'Taken back' } as const;

export function InvitationFilters({ filter, allHref }: { filter: InvitationFilter; allHref: string }) {
  const { q, state } = filter;
  return (
    <form role="search" className="mb-4 flex flex-wrap items-end gap-2" key={`${q}|${state}`}>
      <Field
        name="q"
        type="search"
        label="Find an invitation"
        isLabelHidden
        placeholder="E-mail"
        defaultValue={q}
        autoComplete="off"
        className="w-full max-w-72"
      />
      <SelectField
        name="state"
        label="State"
        isLabelHidden
        defaultValue={state ?? ''}
        placeholder="Every state"
        options={INVITATION_STATES.map((value) => ({ value, label: WORDS[value] }))}
        className="w-40"
      />
      <Button type="submit" icon={<Search aria-hidden />}>
        Find
      </Button>
      {(q !== '' || state !== null) && (
        <Link href={allHref} className="link px-2 py-1.5">
          Show all
        </Link>
      )}
    </form>
  );
}
