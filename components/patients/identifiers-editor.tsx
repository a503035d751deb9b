'use client';
import { Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Field } from '@/components/forms/field';
import { Button } from '@/components/ui/button';
import type { Identifier } from '@/lib/patients/patient';

type Row = Identifier & { key: number };
type Props = { identifiers: Identifier[]; errors: string[] | undefined };
const MOST = 10;

/** Numbers of other systems, each unique within the organization. The last row may stay empty. */
export function IdentifiersEditor({ identifiers, errors }: Props) {
  const [rows, setRows] = useState<Row[]>(() => [
    ...identifiers.map((each, key) => ({ ...each, key })),
    ...(identifiers.length === 0 ? [{ system: 'MRN', value: '', key: 0 }] : []),
  ]);
  const next = useRef(rows.length);
  const add = () => setRows([...rows, { system: 'MRN', value: '', key: next.current++ }]);
  return (
    <fieldset className="space-y-3">
      <legend className="font-medium">
        Identifiers <span className="ml-1.5 text-sm font-normal text-ink-2">optional</span>
      </legend>
      {rows.map((row, place) => (
        <IdentifierRow
          key={row.key}
          row={row}
          place={place + 1}
          onRemove={() => setRows(rows.filter(({ key }) => key !== row.key))}
        />
      ))}
      {errors && <p className="text-sm font-medium text-danger">{errors.join(' ')}</p>}
      {rows.length < MOST && (
        <Button size="sm" variant="quiet" icon={<Plus aria-hidden />} onClick={add}>
          Another identifier
        </Button>
      )}
    </fieldset>
  );
}

type RowProps = { row: Row; place: number; onRemove: () => void };

function IdentifierRow({ row, place, onRemove }: RowProps) {
  const nth = place === 1 ? '' : ` ${place}`;
  return (
    <div className="flex items-end gap-2">
      <Field
        name="identifierSystem"
        label={`Number system${nth}`}
        defaultValue={row.system}
        maxLength={200}
        autoComplete="off"
        className="w-36 shrink-0"
      />
      <Field
        name="identifierValue"
        label={`Identifier${nth}`}
        defaultValue={row.value}
        maxLength={200}
        autoComplete="off"
        className="flex-1"
      />
      <Button variant="quiet" aria-label={`Remove identifier${nth}`} onClick={onRemove}>
        <X aria-hidden className="size-4" />
      </Button>
    </div>
  );
}

/** The rows of a form that have a value. */
export function identifiersIn(form: FormData): Identifier[] {
  const words = (name: string) =>
    form.getAll(name).map((each) => (typeof each === 'string' ? each.trim() : ''));
  const values = words('identifierValue');
  return words('identifierSystem').flatMap((system, place) => {
    const value = values[place] ?? '';
    return value === '' ? [] : [{ system: system || 'MRN', value }];
  });
}
