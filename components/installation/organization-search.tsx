import { Search } from 'lucide-react';
import { Field } from '@/components/forms/field';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { routes } from '@/lib/routes';

/** A form that asks for an address: it works before the script has loaded, and the back button goes back. */
export function OrganizationSearch({ q }: { q: string }) {
  return (
    <form role="search" className="mb-4 flex flex-wrap items-end gap-2" key={q}>
      <Field
        name="q"
        type="search"
        label="Find an organization"
        isLabelHidden
        placeholder="Find an organization"
        defaultValue={q}
        autoComplete="off"
        className="w-full max-w-80"
      />
      <Button type="submit" icon={<Search aria-hidden />}>
        Find
      </Button>
      {q !== '' && (
        <Link href={routes.admin()} className="link px-2 py-1.5">
          Show all
        </Link>
      )}
    </form>
  );
}
