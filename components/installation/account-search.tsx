import { Search } from 'lucide-react';
import { Field, SelectField } from '@/components/forms/field';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import type { AccountFilter } from '@/lib/installation/account-admin-schema';
import { routes } from '@/lib/routes';

/** A form that asks for an address: it works before the script has loaded, and the back button goes back. */
export function AccountSearch({ filter: { q, type, state } }: { filter: AccountFilter }) {
  const isSearched = q !== '' || type !== null || state !== null;
  return (
    <form role="search" className="mb-4 flex flex-wrap items-end gap-2" key={`${q}|${type}|${state}`}>
      <Field
        name="q"
        type="search"
        label="Name or e-mail"
        defaultValue={q}
        autoComplete="off"
        className="w-full max-w-80"
      />
      <Choices type={type} state={state} />
      <Button type="submit" icon={<Search aria-hidden />}>
        Find
      </Button>
      {isSearched && (
        <Link href={routes.adminAccounts()} className="link px-2 py-1.5">
          Show all
        </Link>
      )}
    </form>
  );
}

function Choices({ type, state }: Pick<AccountFilter, 'type' | 'state'>) {
  return (
    <>
      <SelectField
        name="type"
        label="Kind"
        defaultValue={type ?? ''}
        options={[
          { value: '', label: 'All' },
          { value: 'practitioner', label: 'Practitioners' },
          { value: 'patient', label: 'Patients' },
          { value: 'super_admin', label: 'System administrators' },
        ]}
      />
      <SelectField
        name="state"
        label="State"
        defaultValue={state ?? ''}
        options={[
          { value: '', label: 'All' },
          { value: 'active', label: 'Active' },
          { value: 'suspended', label: 'Suspended' },
        ]}
      />
    </>
  );
}
