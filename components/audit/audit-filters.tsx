import { Filter } from 'lucide-react';
import { Field, SelectField } from '@/components/forms/field';
import { Button } from '@/components/ui/button';
import type { SelectOption } from '@/components/ui/select';
import { filterQuery, OUTCOMES, type AuditFilter } from '@/lib/audit/audit-filter';
import type { AuditPage } from '@/lib/audit/audit-queries';
import { AUDIT_ACTIONS } from '@/lib/audit/events';
import { actionLabel } from '@/lib/audit/sentence';
import { OUTCOME_WORDS } from './outcome-badge';

const ACTIONS = AUDIT_ACTIONS.map((action) => ({ value: action, label: actionLabel(action) }));
const OUTCOME_OPTIONS = OUTCOMES.map((outcome) => ({ value: outcome, label: OUTCOME_WORDS[outcome].word }));

type Props = { filter: AuditFilter; page: Pick<AuditPage, 'people' | 'patients' | 'filterNames'> };

/** A form that asks for an address: it works before the script has loaded, and the back button goes back. */
export function AuditFilters({ filter, page: { people, patients, filterNames } }: Props) {
  const person = filter.person ?? '';
  return (
    <form
      role="search"
      aria-label="Filter the log"
      key={JSON.stringify(filterQuery(filter))}
      className="mb-3 grid items-end gap-2 sm:grid-cols-2 lg:grid-cols-[repeat(4,minmax(0,1fr))_9.5rem_9.5rem_auto]"
    >
      <SelectField
        name="person"
        label="Person"
        placeholder="Everybody"
        options={peopleOptions(people, person, filterNames.person)}
        defaultValue={person}
      />
      <SelectField
        name="action"
        label="Action"
        placeholder="All"
        options={ACTIONS}
        defaultValue={filter.action ?? ''}
      />
      <PatientField filter={filter} patients={patients} name={filterNames.patient} />
      <SelectField
        name="outcome"
        label="Outcome"
        placeholder="All"
        options={OUTCOME_OPTIONS}
        defaultValue={filter.outcome ?? ''}
      />
      <Field name="from" type="date" label="From" hint="UTC" defaultValue={filter.from} />
      <Field name="to" type="date" label="To" hint="UTC" defaultValue={filter.to} />
      {filter.preset && <input type="hidden" name="preset" value={filter.preset} />}
      <Button type="submit" icon={<Filter aria-hidden />}>
        Filter
      </Button>
    </form>
  );
}

/** Somebody who has left is not among the people, and a link from their row still has to keep its choice. */
function peopleOptions(people: AuditPage['people'], chosen: string, name: string | null): SelectOption[] {
  const options = people.map((person) => ({ value: person.id, label: person.name }));
  const isListed = chosen === '' || options.some(({ value }) => value === chosen);
  return isListed ? options : [{ value: chosen, label: name ?? 'Somebody else' }, ...options];
}

type PatientProps = { filter: AuditFilter; patients: AuditPage['patients']; name: string | null };

/** Typed, not chosen: there may be thousands, and a part of a name is enough. */
function PatientField({ filter, patients, name }: PatientProps) {
  return (
    <>
      <Field
        name="patient"
        type="search"
        label="Patient"
        placeholder="Name"
        list="audit-patients"
        autoComplete="off"
        defaultValue={name ?? filter.patient ?? ''}
      />
      <datalist id="audit-patients">
        {patients.map((patient) => (
          <option key={patient.id} value={patient.name} />
        ))}
      </datalist>
    </>
  );
}
