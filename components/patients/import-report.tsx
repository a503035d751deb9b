'use client';
import { Download } from 'lucide-react';
import { DataTable, type Column } from '@/components/data-table/data-table';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import type { ImportOutcome } from '@/lib/patients/import-commands';
import { refusedRowsCsv, type FileRow, type RowProblem } from '@/lib/patients/patient-file';
import { counted } from '@/lib/studies/study-state';
import { saveText } from './save-text';

const FIELD_WORDS: Record<string, string> = {
  name: 'name',
  birthDate: 'birth date',
  email: 'e-mail',
  value: 'identifier',
};
type Row = RowProblem & { name: string };
const COLUMNS: Column<Row>[] = [
  { accessorKey: 'line', header: 'Line', meta: { isNumeric: true } },
  { accessorKey: 'name', header: 'Name', cell: ({ row: { original } }) => <bdi>{original.name || '—'}</bdi> },
  {
    accessorKey: 'field',
    header: 'Column',
    cell: ({ row: { original } }) => FIELD_WORDS[original.field] ?? original.field,
  },
  { accessorKey: 'message', header: 'What is wrong' },
];
const idOf = ({ line, field, message }: Row) => `${line} ${field} ${message}`;
const MOST_SHOWN = 200;

type Props = { outcome: ImportOutcome; rows: FileRow[]; alike: 'skip' | 'create' };

/** What would happen, row by row where something is in the way. */
export function ImportReport({ outcome: { problems, alike: found, created }, rows, alike }: Props) {
  const names = new Map(rows.map(({ line, name }) => [line, name]));
  const shown = problems.slice(0, MOST_SHOWN).map((each) => ({ ...each, name: names.get(each.line) ?? '' }));
  return (
    <section aria-label="What was found" className="space-y-3">
      {problems.length === 0 ? (
        <CanBeStored created={created} />
      ) : (
        <CannotBeStored rows={rows} problems={problems} />
      )}
      {found.length > 0 && <AlikeNote lines={found} alike={alike} />}
      {problems.length > 0 && (
        <DataTable
          caption="Rows to put right"
          columns={COLUMNS}
          rows={shown}
          getRowId={idOf}
          empty=""
          isStacked
        />
      )}
      {problems.length > MOST_SHOWN && <p className="text-ink-2">and {problems.length - MOST_SHOWN} more</p>}
    </section>
  );
}

function CanBeStored({ created }: { created: number }) {
  return (
    <Callout tone="success" role="status" title={`${counted(created, 'patient')} can be stored`}>
      Nothing is stored yet.
    </Callout>
  );
}

function CannotBeStored({ rows, problems }: { rows: FileRow[]; problems: RowProblem[] }) {
  const bad = new Set(problems.map(({ line }) => line)).size;
  return (
    <Callout
      tone="danger"
      role="alert"
      title={`${bad} of ${rows.length} rows cannot be stored, so none is`}
      actions={
        <Button
          size="sm"
          icon={<Download aria-hidden />}
          onClick={() => saveText('patients-to-put-right.csv', refusedRowsCsv(rows, problems))}
        >
          Save these rows
        </Button>
      }
    >
      Put them right in the file, and check it again.
    </Callout>
  );
}

const MOST_LINES = 20;

function AlikeNote({ lines, alike }: { lines: number[]; alike: 'skip' | 'create' }) {
  const named = lines.slice(0, MOST_LINES).join(', ');
  return (
    <Callout tone="warning">
      {lines.length} {lines.length === 1 ? 'row looks' : 'rows look'} like somebody who is here already (line{' '}
      {named}
      {lines.length > MOST_LINES && ' and more'}).{' '}
      {alike === 'skip' ? 'They are left out.' : 'They become patients of their own.'}
    </Callout>
  );
}
