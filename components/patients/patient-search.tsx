import { Search } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/forms/field';
import { Link } from '@/components/ui/link';
import type { PatientFilter } from '@/lib/patients/patient-schema';

/** A form that asks for an address: it works before the script has loaded, and the back button goes back. */
export function PatientSearch({ filter, allHref }: { filter: PatientFilter; allHref: string }) {
  return (
    <form role="search" className="mb-4 flex flex-wrap items-end gap-2">
      <Field
        name="q"
        type="search"
        label="Find a patient"
        isLabelHidden
        placeholder="Name, e-mail or identifier"
        defaultValue={filter.q}
        autoComplete="off"
        className="w-full max-w-80"
        key={filter.q}
      />
      <input type="hidden" name="sort" value={filter.sort} />
      <input type="hidden" name="direction" value={filter.direction} />
      <Button type="submit" icon={<Search aria-hidden />}>
        Find
      </Button>
      {filter.q !== '' && (
        <Link href={allHref} className="link px-2 py-1.5">
          Show all
        </Link>
      )}
    </form>
  );
}
