'use client';
import { UserPlus } from 'lucide-react';
import { useMemo } from 'react';
import type { Column } from '@/components/data-table/table-features';
import { VirtualTable } from '@/components/data-table/virtual-table';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Link } from '@/components/ui/link';
import { StateBadge } from '@/components/ui/state-badge';
import { cellAt, type ConsentMatrix, type MatrixRow, type MatrixScope } from '@/lib/consents/consent-matrix';
import { routes } from '@/lib/routes';
import { MARK_WORDS, STATE_WORDS } from './state-words';

export type ChosenCell = { row: MatrixRow; place: number };
type Choose = (chosen: ChosenCell) => void;
type Props = {
  organizationId: string;
  matrix: ConsentMatrix;
  rows: MatrixRow[];
  onChoose: Choose;
  onShowAll: () => void;
};

const idOf = ({ patientId }: MatrixRow) => patientId;

export function MatrixTable({ organizationId, matrix, rows, onChoose, onShowAll }: Props) {
  const { scopes } = matrix;
  const columns = useMemo(
    () => [nameColumn(organizationId), ...scopes.map((scope, place) => scopeColumn(scope, place, onChoose))],
    [organizationId, scopes, onChoose],
  );
  return (
    <VirtualTable
      caption="Consent of each patient, by kind of data"
      columns={columns}
      rows={rows}
      getRowId={idOf}
      totalCount={rows.length}
      empty={matrix.rows.length === 0 ? <Nobody matrix={matrix} /> : <NoMatch onShowAll={onShowAll} />}
    />
  );
}

function nameColumn(organizationId: string): Column<MatrixRow> {
  return {
    accessorKey: 'name',
    header: 'Patient',
    cell: ({ row: { original } }) => (
      <span className="whitespace-nowrap">
        <Link
          href={routes.patient(organizationId, original.patientId)}
          prefetch={false}
          className="link font-medium"
        >
          <bdi>{original.name}</bdi>
        </Link>
        {original.enrollment !== 'active' && (
          <span className="ml-2 text-sm text-ink-2">{original.enrollment}</span>
        )}
      </span>
    ),
  };
}

function scopeColumn(scope: MatrixScope, place: number, onChoose: Choose): Column<MatrixRow> {
  return {
    id: scope.code,
    accessorFn: ({ cells }) => STATE_WORDS[cellAt(cells, place).state],
    header: scope.required ? `${scope.name} (required)` : scope.name,
    cell: ({ row: { original } }) => (
      <Cell row={original} scope={scope} place={place} onPress={() => onChoose({ row: original, place })} />
    ),
  };
}

type CellProps = { row: MatrixRow; scope: MatrixScope; place: number; onPress: () => void };

/** A state that opens what it was made from. */
function Cell({ row, scope, place, onPress }: CellProps) {
  const { state, mark } = cellAt(row.cells, place);
  const word = STATE_WORDS[state];
  return (
    <button
      type="button"
      onClick={onPress}
      aria-haspopup="dialog"
      aria-label={`${row.name}, ${scope.name}: ${word}${mark ? ` ${MARK_WORDS[mark]}` : ''}`}
      className="-mx-1 inline-flex min-h-6 items-center gap-1.5 rounded-full px-1 whitespace-nowrap hover:bg-sunken"
    >
      <StateBadge state={state} word={word} />{' '}
      {mark && <span className="text-xs text-ink-2">{MARK_WORDS[mark]}</span>}
    </button>
  );
}

function Nobody({ matrix: { at } }: { matrix: ConsentMatrix }) {
  return (
    <EmptyState
      icon={<UserPlus />}
      title={at === null ? 'Nobody is in this study yet' : 'Nobody was in this study then'}
      text={
        at === null
          ? 'When patients are invited, this shows what each of them shares.'
          : 'Choose a later day, or look at how it is now.'
      }
    />
  );
}

function NoMatch({ onShowAll }: { onShowAll: () => void }) {
  return (
    <EmptyState
      title="No patient is like that"
      text="Nobody fits all of what you chose."
      action={<Button onClick={onShowAll}>Show all</Button>}
    />
  );
}
