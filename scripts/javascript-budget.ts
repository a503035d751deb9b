import { globSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { PlainError } from './plain-error.ts';

/** Kilobytes of JavaScript, gzipped; the first pattern that fits a page is its budget. */
const BUDGETS: [page: RegExp, kilobytes: number][] = [
  [/^\/(?:\(public\)\/sign-in|_global-error|_not-found)$/, 150],
  [/^\/me(?:\/|$)/, 160],
  [/^\/o\/\[organization\]\/patients\/\[patient\]\/data$/, 240],
  [/./, 190],
];

/** Over their budget when they were first weighed: they may not become heavier than this, and leave the list when they fit. */
const HEAVY: Record<string, number> = {
  '/me': 178,
  '/me/studies/[study]': 178,
  '/o/[organization]/studies/[study]/consent': 201,
  '/o/[organization]/studies/[study]/patients': 193,
};

export type Weight = { page: string; kilobytes: number; budget: number };

const Files = z.array(z.string().endsWith('.js'));
const BuildManifest = z.object({ rootMainFiles: Files });
const ClientManifest = z.object({ entryJSFiles: z.record(z.string(), Files) });
const MANIFEST = '/page_client-reference-manifest.js';

/** What a browser loads to show each page for the first time: the framework, its layouts, and what they draw when they fail. */
export function pageWeights(dist: string): Weight[] {
  const read = (path: string) => readFileSync(`${dist}/${path}`);
  const { rootMainFiles } = BuildManifest.parse(JSON.parse(read('build-manifest.json').toString()));
  return globSync(`server/app/**${MANIFEST}`, { cwd: dist })
    .map((file) => {
      const page = `/${file.slice('server/app/'.length, -MANIFEST.length)}`.replace(/\/$/, '') || '/';
      const text = read(file).toString();
      const manifest = ClientManifest.parse(
        JSON.parse(text.slice(text.indexOf('] = ') + 4).replace(/;\s*$/, '')),
      );
      const files = new Set([...rootMainFiles, ...Object.values(manifest.entryJSFiles).flat()]);
      const bytes = [...files].reduce((total, each) => total + gzipSync(read(each)).length, 0);
      return { page, kilobytes: Math.ceil(bytes / 1000), budget: budgetOf(page) };
    })
    .sort((one, other) => one.page.localeCompare(other.page));
}

function budgetOf(page: string): number {
  const meant = BUDGETS.find(([pattern]) => pattern.test(page))?.[1] ?? 0;
  return HEAVY[page] ?? meant;
}

/** Says how much each page's JavaScript weighs, and fails the build for one that is over its budget. */
export function holdBudgets(weights: readonly Weight[]): void {
  if (weights.length === 0) throw new PlainError('The build has no pages whose JavaScript could be weighed.');
  console.log('\nJavaScript of each page, gzipped:');
  for (const { page, kilobytes, budget } of weights)
    console.log(`  ${String(kilobytes).padStart(4)} of ${budget} kB  ${page}`);
  const heavy = weights.filter(({ kilobytes, budget }) => kilobytes > budget);
  if (heavy.length === 0) return;
  const names = heavy.map(({ page, kilobytes, budget }) => `${page} (${kilobytes} of ${budget} kB)`);
  throw new PlainError(`Too much JavaScript: ${names.join(', ')}.`);
}
