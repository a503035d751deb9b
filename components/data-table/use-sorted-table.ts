'use client';
import { useTable, type RowData } from '@tanstack/react-table';
import { useState } from 'react';
import { features, type Column, type Sorting } from './table-features';

export type SortingProps = {
  initialSorting?: Sorting;
  /** With onSortingChange: the rows arrive sorted, and the address or the server keeps the order. */
  sorting?: Sorting;
  onSortingChange?: (sorting: Sorting) => void;
};

type Options<R extends RowData> = SortingProps & {
  columns: Column<R>[];
  rows: R[];
  getRowId: ((row: R) => string) | undefined;
};

export function useSortedTable<R extends RowData>({ columns, rows, getRowId, ...props }: Options<R>) {
  const [own, setOwn] = useState<Sorting>(props.initialSorting ?? []);
  const sorting = props.sorting ?? own;
  const apply = props.onSortingChange ?? setOwn;
  return useTable({
    features,
    columns,
    data: rows,
    state: { sorting },
    onSortingChange: (next) => apply(typeof next === 'function' ? next(sorting) : next),
    manualSorting: props.onSortingChange !== undefined,
    sortDescFirst: false,
    ...(getRowId && { getRowId: (row: R) => getRowId(row) }),
  });
}
