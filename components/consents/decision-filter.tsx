import { Filter } from 'lucide-react';
import { SelectField } from '@/components/forms/field';
import { Button } from '@/components/ui/button';

type Props = { studies: { id: string; name: string }[]; study: string | null };

/** A form that asks for an address: it works before the script has loaded, and the back button goes back. */
export function DecisionFilterForm({ studies, study }: Props) {
  return (
    <form
      role="search"
      aria-label="Filter the decisions"
      key={study}
      className="flex max-w-full items-end gap-2"
    >
      <SelectField
        name="study"
        label="Study"
        placeholder="All"
        options={studies.map(({ id, name }) => ({ value: id, label: name }))}
        defaultValue={study ?? ''}
      />
      <Button type="submit" icon={<Filter aria-hidden />}>
        Filter
      </Button>
    </form>
  );
}
