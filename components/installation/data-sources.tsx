'use client';
import { useRouter } from 'next/navigation';
import { useActionState, useState } from 'react';
import { DataTable, type Column } from '@/components/data-table/data-table';
import { Field, SelectField } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Button } from '@/components/ui/press-button';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import type { DataSourceRow } from '@/lib/installation/catalogue-store';
import {
  addDataSourceAction,
  restoreDataSourceAction,
  retireDataSourceAction,
} from '@/lib/installation/installation-actions';

const LABELS = { name: 'Name', kind: 'Kind' };
const KINDS = [
  { value: 'device', label: 'Device' },
  { value: 'app', label: 'App' },
];

const COLUMNS: Column<DataSourceRow>[] = [
  {
    accessorKey: 'name',
    header: 'Data source',
    cell: ({ row: { original } }) => (
      <>
        <bdi className="font-medium">{original.name}</bdi> {original.isRetired && <Badge>Retired</Badge>}
      </>
    ),
  },
  {
    accessorKey: 'kind',
    header: 'Kind',
    cell: ({ row: { original } }) => (original.kind === 'app' ? 'App' : 'Device'),
  },
  {
    id: 'change',
    header: () => <span className="sr-only">Change</span>,
    enableSorting: false,
    cell: ({ row: { original } }) => <RetireButton source={original} />,
  },
];

const idOf = ({ id }: DataSourceRow) => id;

export function DataSources({ sources }: { sources: DataSourceRow[] }) {
  return (
    <Card
      title="Data sources"
      description="Retired sources take no new studies; what came from them stays readable."
    >
      <div className="space-y-4">
        <DataTable
          caption="Data sources"
          columns={COLUMNS}
          rows={sources}
          getRowId={idOf}
          empty="No data source yet."
        />
        <AddForm />
      </div>
    </Card>
  );
}

function RetireButton({ source: { id, name, isRetired } }: { source: DataSourceRow }) {
  const router = useRouter();
  const [failure, setFailure] = useState<string | null>(null);
  const change = async () => {
    const act = isRetired ? restoreDataSourceAction : retireDataSourceAction;
    const result = await act({ dataSourceId: id });
    setFailure(result.ok ? null : result.error.message);
    router.refresh();
  };
  const verb = isRetired ? 'Restore' : 'Retire';
  return (
    <>
      <Button size="sm" variant="quiet" onClick={() => void change()} aria-label={`${verb} ${name}`}>
        {verb}
      </Button>
      {failure && <span role="alert">{failure}</span>}
    </>
  );
}

function AddForm() {
  const router = useRouter();
  const [error, submit] = useActionState<PublicError | null, FormData>(async (_before, form) => {
    const kind = text(form, 'kind') === 'app' ? 'app' : 'device';
    const result = await addDataSourceAction({ name: text(form, 'name'), kind });
    if (!result.ok) return result.error;
    router.refresh();
    return null;
  }, null);
  return (
    <form action={submit} {...keepTyped} className="space-y-3">
      <FormError message={error?.message} fields={error?.fields} labels={LABELS} />
      <div className="flex flex-wrap items-end gap-2">
        <Field
          name="name"
          label="New data source"
          errors={error?.fields?.['name']}
          required
          maxLength={120}
          autoComplete="off"
        />
        <SelectField name="kind" label={LABELS.kind} options={KINDS} />
        <SubmitButton pendingLabel="Adding…">Add</SubmitButton>
      </div>
    </form>
  );
}
