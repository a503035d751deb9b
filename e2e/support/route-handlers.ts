import { globSync, readFileSync } from 'node:fs';

const METHOD = 'GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS';
const DECLARED = new RegExp(
  `^export (?:const|(?:async )?function) (${METHOD})\\b|^export \\{.*\\bas (${METHOD})\\b`,
  'gm',
);

/** Every route handler of the sources as `METHOD /address/[with]/[parameters]`. */
export function declaredRoutes(): string[] {
  return globSync('app/**/route.ts').flatMap((file) => {
    const found = [...readFileSync(file, 'utf8').matchAll(DECLARED)].map(
      ([, direct, renamed]) => direct ?? renamed,
    );
    if (found.length === 0) throw new Error(`${file} exports no method that this reads`);
    return found.map((method) => `${method} ${addressOf(file)}`);
  });
}

const addressOf = (file: string) =>
  file
    .replace(/^app/, '')
    .replace(/\/route\.ts$/, '')
    .replaceAll(/\/\([^)]+\)/g, '');
