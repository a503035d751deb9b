import { Search } from 'lucide-react';
import { Field, SelectField } from '@/components/forms/field';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { PERSON_STATUSES } from '@/lib/people/person';
import type { PersonFilter } from '@/lib/people/person-schema';
import { ROLE_OPTIONS, STATUS_WORDS } from './person-words';

type Props = { filter: PersonFilter; allHref: string; mayManage: boolean };

/** A form that asks for an address: it works before the script has loaded, and the back button goes back. */
export function PeopleFilters({ filter, allHref, mayManage }: Props) {
  const { q, role, status, factor, sort, direction } = filter;
  return (
    <form
      role="search"
      className="mb-4 flex flex-wrap items-end gap-2"
      key={`${q}|${role}|${status}|${factor}`}
    >
      <Field
        name="q"
        type="search"
        label="Find a person"
        isLabelHidden
        placeholder="Name or e-mail"
        defaultValue={q}
        autoComplete="off"
        className="w-full max-w-72"
      />
      <Choices role={role} status={status} />
      {mayManage && <FactorChoice factor={factor} />}
      <input type="hidden" name="sort" value={sort} />
      <input type="hidden" name="direction" value={direction} />
      <Button type="submit" icon={<Search aria-hidden />}>
        Find
      </Button>
      {(q !== '' || role !== null || status !== null || factor !== null) && (
        <Link href={allHref} className="link px-2 py-1.5">
          Show all
        </Link>
      )}
    </form>
  );
}

function Choices({ role, status }: Pick<PersonFilter, 'role' | 'status'>) {
  return (
    <>
      <SelectField
        name="role"
        label="Role"
        isLabelHidden
        defaultValue={role ?? ''}
        placeholder="Every role"
        options={ROLE_OPTIONS}
        className="w-36"
      />
      <SelectField
        name="status"
        label="Status"
        isLabelHidden
        defaultValue={status ?? ''}
        placeholder="Every status"
        options={PERSON_STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] }))}
        className="w-36"
      />
    </>
  );
}

function FactorChoice({ factor }: Pick<PersonFilter, 'factor'>) {
  return (
    <SelectField
      name="factor"
      label="Second factor"
      isLabelHidden
      defaultValue={factor ?? ''}
      placeholder="Second factor: either"
      options={[
        { value: 'on', label: 'Second factor: set up' },
        { value: 'off', label: 'Second factor: not set up' },
      ]}
      className="w-56"
    />
  );
}
