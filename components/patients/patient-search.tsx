import { Search } from 'lucide-react';
import { Field, SelectField } from '@/components/forms/field';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import type { PatientFilter } from '@/lib/patients/patient-schema';

type Props = {
  filter: PatientFilter;
  allHref: string;
  /** To look in; without them there is nothing to choose. */
  studies?: { id: string; name: string }[];
};

/** A form that asks for an address: it works before the script has loaded, and the back button goes back. */
export function PatientSearch({ filter, allHref, studies = [] }: Props) {
  const { q, study, sort, direction } = filter;
  return (
    <form role="search" className="mb-4 flex flex-wrap items-end gap-2" key={`${q}|${study}`}>
      <Field
        name="q"
        type="search"
        label="Find a patient"
        isLabelHidden
        placeholder="Name, e-mail or identifier"
        defaultValue={q}
        autoComplete="off"
        className="w-full max-w-80"
      />
      {studies.length > 0 && <StudyChoice study={study} studies={studies} />}
      <input type="hidden" name="sort" value={sort} />
      <input type="hidden" name="direction" value={direction} />
      <Button type="submit" icon={<Search aria-hidden />}>
        Find
      </Button>
      {(q !== '' || study !== null) && (
        <Link href={allHref} className="link px-2 py-1.5">
          Show all
        </Link>
      )}
    </form>
  );
}

type ChoiceProps = { study: string | null; studies: { id: string; name: string }[] };

function StudyChoice({ study, studies }: ChoiceProps) {
  return (
    <SelectField
      name="study"
      label="Study"
      isLabelHidden
      defaultValue={study ?? ''}
      placeholder="In any study or none"
      options={[
        { value: 'none', label: 'In no study' },
        ...studies.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      className="w-52"
    />
  );
}
