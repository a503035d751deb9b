'use client';
import type { RowData } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { useDensity, type Density } from './density';
import type { Column } from './table-features';
import { BodyRow, SelectAll, TableHead, type Selection } from './table-parts';
import { useSortedTable, type SortingProps } from './use-sorted-table';

export type { Column, Sorting } from './table-features';

type Props<R extends RowData> = SortingProps & {
  caption: string;
  /** Keep this and getRowId outside the component, or memoised: a new array is a new table. */
  columns: Column<R>[];
  rows: R[];
  /** Why there are no rows, or an EmptyState. */
  empty: ReactNode;
  getRowId?: (row: R) => string;
  /** Makes the whole row lead there; the link itself is around the first cell. */
  rowHref?: (row: R) => string;
  selection?: Selection<R>;
  density?: Density;
  isCaptionShown?: boolean;
  /** Scrolls inside the window's height, so that the head stays in sight. */
  isTall?: boolean;
  /** Rows become cards below 640 px: for patient pages, and for rows of much text. */
  isStacked?: boolean;
  className?: string;
};

/** A table of the rows it is given. It fetches nothing; for thousands of rows use VirtualTable. */
export function DataTable<R extends RowData>(props: Props<R>) {
  const { caption, columns, empty, selection, isStacked = false } = props;
  const table = useSortedTable({ ...props, getRowId: props.getRowId });
  const chosenDensity = useDensity();
  const body = table.getRowModel().rows;
  const options = { density: props.density ?? chosenDensity, rowHref: props.rowHref, selection, isStacked };
  const selectAll = selection && <SelectAll ids={body.map(({ id }) => id)} {...selection} />;
  return (
    <ScrollRegion label={caption} isTall={props.isTall ?? false} className={props.className}>
      <table role="table" className={cn('w-full text-sm', isStacked && 'max-sm:block')}>
        <caption className={props.isCaptionShown ? 'px-4 py-2 text-left font-medium' : 'sr-only'}>
          {caption}
        </caption>
        <TableHead groups={table.getHeaderGroups()} isStacked={isStacked} lead={selectAll} />
        <tbody role="rowgroup" className={cn(isStacked && 'max-sm:block')}>
          {body.length === 0 && <EmptyRow span={columns.length + (selection ? 1 : 0)}>{empty}</EmptyRow>}
          {body.map((row) => (
            <BodyRow key={row.id} row={row} options={options} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function EmptyRow({ span, children }: { span: number; children: ReactNode }) {
  return (
    <tr role="row">
      <td role="cell" colSpan={span} className="px-4 py-6 text-center text-ink-2">
        {children}
      </td>
    </tr>
  );
}

type RegionProps = { label: string; isTall: boolean; className: string | undefined; children: ReactNode };

/** Wide tables scroll in here and not with the page; a tab stop lets the arrows scroll it. */
function ScrollRegion({ label, isTall, className, children }: RegionProps) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className={cn(
        // The table's hidden words are placed absolutely, and would widen the page if they were not placed in here.
        'relative overflow-auto rounded-lg border border-line bg-surface -outline-offset-2 print:overflow-visible print:border-0',
        isTall && 'max-h-[calc(100dvh-12rem)] min-h-60 print:max-h-none',
        className,
      )}
    >
      {children}
    </div>
  );
}
