/** What every file of scripts/bench gets: a migrated, empty database and its addresses. lib/env.ts works as well. */
export interface BenchContext {
  adminUrl: string;
  appUrl: string;
  sealerUrl: string;
}

/** One line of the table, such as `gate decision, 1000 patients` · `median 0.4 ms` · `p99 1.1 ms, 2000 runs`. */
export interface BenchResult {
  what: string;
  result: string;
  note?: string;
}

/** Each file of scripts/bench exports `run` of this type. */
export type Bench = (context: BenchContext) => Promise<BenchResult[]>;
