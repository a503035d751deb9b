'use client';
import {
  FlexRender,
  type Cell,
  type Header,
  type HeaderGroup,
  type Row,
  type RowData,
} from '@tanstack/react-table';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from '@/components/ui/link';
import { cn } from '@/lib/cn';
import { ROW_CLASS, type Density } from './density';
import type { ColumnLook, Features } from './table-features';

export type Selection<R> = {
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
  /** Names the row in the name of its tick box. */
  rowLabel: (row: R) => string;
};

export type RowOptions<R> = {
  density: Density;
  rowHref: ((row: R) => string) | undefined;
  selection: Selection<R> | undefined;
  isStacked: boolean;
};

function lookClass(look: ColumnLook | undefined): string {
  return cn(
    look?.isNumeric && 'text-right tabular-nums',
    look?.isMono && 'font-mono',
    look?.isWideOnly && 'max-sm:hidden',
    look?.isNoWrap && 'whitespace-nowrap',
  );
}

const CELL = 'px-3 py-1 first:pl-4 last:pr-4';

type HeadProps<R extends RowData> = {
  groups: HeaderGroup<Features, R>[];
  lead?: ReactNode;
  isStacked?: boolean;
};

export function TableHead<R extends RowData>({ groups, lead, isStacked = false }: HeadProps<R>) {
  return (
    <thead className={cn('sticky top-0 z-10 bg-surface', isStacked && 'max-sm:hidden')}>
      {groups.map((group) => (
        <tr key={group.id} role="row">
          {lead && <th className={cn(CELL, 'w-10 border-b border-line')}>{lead}</th>}
          {group.headers.map((header) => (
            <HeadCell key={header.id} header={header} />
          ))}
        </tr>
      ))}
    </thead>
  );
}

const SORT_WORDS = { asc: 'ascending', desc: 'descending' } as const;

function HeadCell<R extends RowData>({ header }: { header: Header<Features, R> }) {
  const { column } = header;
  const look = column.columnDef.meta;
  const sorted = column.getIsSorted();
  const text = header.isPlaceholder ? null : <FlexRender header={header} />;
  return (
    <th
      scope="col"
      role="columnheader"
      aria-sort={sorted ? SORT_WORDS[sorted] : undefined}
      className={cn(
        CELL,
        'h-10 border-b border-line text-left text-xs font-medium text-ink-2',
        lookClass({ ...look, isMono: false }),
      )}
    >
      {column.getCanSort() ? (
        <button
          type="button"
          onClick={column.getToggleSortingHandler()}
          className={cn(
            'group -mx-1.5 inline-flex min-h-6 items-center gap-1 rounded-sm px-1.5 py-1 text-left hover:text-ink',
            look?.isNumeric && 'flex-row-reverse text-right',
          )}
        >
          {text}
          <SortMark sorted={sorted} />
        </button>
      ) : (
        text
      )}
    </th>
  );
}

function SortMark({ sorted }: { sorted: false | 'asc' | 'desc' }) {
  if (sorted === 'asc') return <ArrowUp aria-hidden className="size-3.5 shrink-0" />;
  if (sorted === 'desc') return <ArrowDown aria-hidden className="size-3.5 shrink-0" />;
  return (
    <ChevronsUpDown
      aria-hidden
      className="size-3.5 shrink-0 opacity-40 print:hidden group-hover:opacity-100 group-focus-visible:opacity-100"
    />
  );
}

type BodyRowProps<R extends RowData> = {
  row: Row<Features, R>;
  options: RowOptions<R>;
  /** Counted from one, header included, when not every row is in the page. */
  ariaRowIndex?: number;
};

export function BodyRow<R extends RowData>({ row, options, ariaRowIndex }: BodyRowProps<R>) {
  const { density, rowHref, selection, isStacked } = options;
  const isSelected = selection?.selected.has(row.id) ?? false;
  return (
    <tr
      role="row"
      aria-rowindex={ariaRowIndex}
      data-selected={isSelected || undefined}
      className={cn(
        'border-b border-line last:border-b-0 hover:bg-hover data-selected:bg-accent-soft',
        ROW_CLASS[density],
        rowHref && 'row-link',
        isStacked && 'max-sm:block max-sm:h-auto max-sm:px-1 max-sm:py-3',
      )}
    >
      {selection && (
        <td role="cell" className={cn(CELL, 'w-10')}>
          <SelectBox row={row} selection={selection} isSelected={isSelected} />
        </td>
      )}
      {row.getAllCells().map((cell, index) => (
        <BodyCell key={cell.id} cell={cell} isFirst={index === 0} options={options} />
      ))}
    </tr>
  );
}

type BodyCellProps<R extends RowData> = { cell: Cell<Features, R>; isFirst: boolean; options: RowOptions<R> };

/** The first cell names the row, and carries its link. */
function BodyCell<R extends RowData>({ cell, isFirst, options: { rowHref, isStacked } }: BodyCellProps<R>) {
  const content = <FlexRender cell={cell} />;
  const href = isFirst ? rowHref?.(cell.row.original) : undefined;
  const Element = isFirst ? 'th' : 'td';
  return (
    <Element
      {...(isFirst ? { scope: 'row', role: 'rowheader' } : { role: 'cell' })}
      className={cn(
        CELL,
        'text-left font-normal',
        lookClass(cell.column.columnDef.meta),
        isStacked &&
          'max-sm:flex max-sm:justify-between max-sm:gap-4 max-sm:text-left max-sm:first:pl-3 max-sm:last:pr-3',
      )}
    >
      {isStacked && <StackedLabel label={cell.column.columnDef.header} />}
      {href === undefined ? content : <RowLink href={href}>{content}</RowLink>}
    </Element>
  );
}

/** On a phone the header is out of sight, so that every cell carries its own. */
function StackedLabel({ label }: { label: unknown }) {
  if (typeof label !== 'string') return null;
  return <span className="text-sm text-ink-2 sm:hidden">{label}</span>;
}

function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} data-row-link className="font-medium text-ink hover:underline">
      {children}
    </Link>
  );
}

type SelectBoxProps<R extends RowData> = {
  row: Row<Features, R>;
  selection: Selection<R>;
  isSelected: boolean;
};

function SelectBox<R extends RowData>({ row, selection, isSelected }: SelectBoxProps<R>) {
  const toggle = () => {
    const next = new Set(selection.selected);
    if (!next.delete(row.id)) next.add(row.id);
    selection.onChange(next);
  };
  return (
    <label className="-m-1.5 flex size-7 items-center justify-center">
      <span className="sr-only">Select {selection.rowLabel(row.original)}</span>
      <input type="checkbox" checked={isSelected} onChange={toggle} className="tick size-4" />
    </label>
  );
}

type SelectAllProps = {
  ids: string[];
  selected: ReadonlySet<string>;
  onChange: (next: ReadonlySet<string>) => void;
};

export function SelectAll({ ids, selected, onChange }: SelectAllProps) {
  const count = ids.filter((id) => selected.has(id)).length;
  const isAll = ids.length > 0 && count === ids.length;
  return (
    <label className="-m-1.5 flex size-7 items-center justify-center">
      <span className="sr-only">Select all rows</span>
      <input
        type="checkbox"
        checked={isAll}
        ref={(box) => {
          if (box) box.indeterminate = count > 0 && !isAll;
        }}
        onChange={() => onChange(new Set(isAll ? [] : ids))}
        className="tick size-4"
      />
    </label>
  );
}
