import {
  createSortedRowModel,
  metaHelper,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  sortFn_datetime,
  sortFn_text,
  tableFeatures,
  type ColumnDef,
  type RowData,
} from '@tanstack/react-table';

export type ColumnLook = {
  /** Right-aligned, with figures of one width. */
  isNumeric?: boolean;
  isMono?: boolean;
  /** Left out below 640 px, for what the row's own page repeats. */
  isWideOnly?: boolean;
  /** Stays on one line. */
  isNoWrap?: boolean;
};

export const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: {
    alphanumeric: sortFn_alphanumeric,
    basic: sortFn_basic,
    datetime: sortFn_datetime,
    text: sortFn_text,
  },
  columnMeta: metaHelper<ColumnLook>(),
});

export type Features = typeof features;
export type Column<Row extends RowData> = ColumnDef<Features, Row>;
export type Sorting = { id: string; desc: boolean }[];
