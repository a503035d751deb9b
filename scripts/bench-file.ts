import type { Bench, BenchContext, BenchResult } from './bench-context.ts';

/** Runs one file of scripts/bench in a process of its own; scripts/bench.ts names it and hands over the database. */
const [file = ''] = process.argv.slice(2);
const context = JSON.parse(process.env['BENCH_CONTEXT'] ?? '{}') as BenchContext;
const { run } = (await import(`./bench/${file}.ts`)) as { run: Bench };
printResults(await run(context));
process.exit(0);

function printResults(results: BenchResult[]): void {
  console.log(file);
  const widths = (['what', 'result'] as const).map((key) =>
    Math.max(...results.map((row) => row[key].length)),
  );
  for (const { what, result, note = '' } of results) {
    console.log(`  ${what.padEnd(widths[0] ?? 0)}  ${result.padEnd(widths[1] ?? 0)}  ${note}`.trimEnd());
  }
  console.log('');
}
