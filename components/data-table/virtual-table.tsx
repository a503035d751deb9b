'use client';
import type { RowData } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useHydrated } from '@/components/ui/clock';
import { cn } from '@/lib/cn';
import { ROW_HEIGHT, useDensity, type Density } from './density';
import type { Column } from './table-features';
import { BodyRow, TableHead } from './table-parts';
import { useSortedTable, type SortingProps } from './use-sorted-table';

type Props<R extends RowData> = SortingProps & {
  caption: string;
  columns: Column<R>[];
  rows: R[];
  empty: ReactNode;
  getRowId: (row: R) => string;
  rowHref?: (row: R) => string;
  density?: Density;
  /** How many there are in all, when the rows so far are the first of them. */
  totalCount?: number;
  /** Called when the last rows come into sight. */
  onEndReached?: () => void;
  /** The last line: "Loading more", or nothing. */
  footer?: ReactNode;
  className?: string;
};

const NEAR_END = 20;
const REGION =
  'h-[calc(100dvh-16rem)] min-h-80 overflow-auto rounded-lg border border-line bg-surface -outline-offset-2';

/** A table of any length: only the rows in sight are in the page, and the rest is room above and below. */
export function VirtualTable<R extends RowData>(props: Props<R>) {
  const { caption, columns, empty, onEndReached } = props;
  const table = useSortedTable(props);
  const chosenDensity = useDensity();
  const density = props.density ?? chosenDensity;
  const body = table.getRowModel().rows;
  const { region, items, before, after } = useWindow(body.length, ROW_HEIGHT[density]);
  useEndReached(items[items.length - 1]?.index ?? 0, body.length, onEndReached);

  const options = { density, rowHref: props.rowHref, selection: undefined, isStacked: false };
  return (
    <div ref={region} role="region" aria-label={caption} tabIndex={0} className={cn(REGION, props.className)}>
      <table role="table" aria-rowcount={(props.totalCount ?? body.length) + 1} className="w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <TableHead groups={table.getHeaderGroups()} />
        <tbody role="rowgroup">
          {before > 0 && <Room height={before} columns={columns.length} />}
          {items.map(({ index }) => {
            const row = body[index];
            return row && <BodyRow key={row.id} row={row} options={options} ariaRowIndex={index + 2} />;
          })}
          {after > 0 && <Room height={after} columns={columns.length} />}
        </tbody>
      </table>
      {body.length === 0 && <div className="px-4 py-6 text-center text-ink-2">{empty}</div>}
      {props.footer}
    </div>
  );
}

function useEndReached(lastShown: number, count: number, onEndReached: (() => void) | undefined) {
  const isNearEnd = count > 0 && lastShown >= count - NEAR_END;
  useEffect(() => {
    if (isNearEnd) onEndReached?.();
    // The count is part of it: after a page of rows the new end may be in sight at once.
  }, [isNearEnd, count, onEndReached]);
}

function useWindow(count: number, rowHeight: number) {
  const region = useRef<HTMLDivElement>(null);
  const isHydrated = useHydrated();
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => region.current,
    estimateSize: () => rowHeight,
    overscan: 3,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  // The server knows no height of a window; rooms without rows would be a blank page of full length.
  const items = isHydrated ? virtualizer.getVirtualItems() : [];
  return {
    region,
    items,
    before: items[0]?.start ?? 0,
    after: isHydrated ? virtualizer.getTotalSize() - (items[items.length - 1]?.end ?? 0) : 0,
  };
}

function Room({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={columns} height={height} className="p-0" />
    </tr>
  );
}
