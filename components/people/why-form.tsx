import { SelectField } from '@/components/forms/field';
import { Button } from '@/components/ui/button';
import type { WhyPage } from '@/lib/people/access-question';
import type { WhyFilter } from '@/lib/people/person-schema';

type Props = { page: WhyPage; filter: WhyFilter };

/** A form that asks for an address. The patients and kinds of data are those of the chosen study. */
export function WhyForm({ page, filter }: Props) {
  const { studies, patients, scopes } = page;
  const options = (list: { id: string | number; name: string }[]) =>
    list.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <form
      className="mb-6 grid max-w-[60rem] items-end gap-3 sm:grid-cols-2 xl:grid-cols-4"
      key={JSON.stringify(filter)}
    >
      <SelectField
        name="study"
        label="Study"
        placeholder="Choose a study"
        defaultValue={filter.study ?? ''}
        options={options(studies)}
      />
      {patients.length > 0 && (
        <SelectField
          name="patient"
          label="Patient"
          placeholder="Choose a patient"
          defaultValue={filter.patient ?? ''}
          options={options(patients)}
        />
      )}
      {scopes.length > 0 && (
        <SelectField
          name="scope"
          label="Kind of data"
          placeholder="Choose a kind of data"
          defaultValue={filter.scope ?? ''}
          options={options(scopes)}
        />
      )}
      <Button type="submit" variant="primary">
        {patients.length > 0 ? 'Explain' : 'Next'}
      </Button>
    </form>
  );
}
