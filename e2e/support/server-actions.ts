import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { APIRequestContext, APIResponse } from '@playwright/test';
import type { PublicError } from '@/lib/errors';

/** Where the build is that the server under test runs from. */
export const DIST = resolve(process.env['NEXT_DIST_DIR'] ?? '.next');

export type BuiltAction = { id: string; pages: string[] };

/** Every server action that the sources declare, by the name of its export. */
export function declaredActions(): { name: string; file: string }[] {
  return globSync('lib/**/*-actions.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^export (?:const|(?:async )?function) (\w+)/gm)].map(
      ([, name]) => ({ name: name!, file }),
    ),
  );
}

type Entry = { filename: string; exportedName: string; workers: Record<string, unknown> };

/** What the build can be asked to run. An action that no page uses is not in it, and has no address. */
export function builtActions(): Map<string, BuiltAction & { file: string }> {
  const text = readFileSync(`${DIST}/server/server-reference-manifest.json`, 'utf8');
  const { node, edge } = JSON.parse(text) as Record<'node' | 'edge', Record<string, Entry>>;
  return new Map(
    Object.entries({ ...node, ...edge }).map(([id, { filename, exportedName, workers }]) => [
      exportedName,
      { id, file: filename, pages: Object.keys(workers) },
    ]),
  );
}

export type ActionAnswer = {
  status: number;
  requestId: string;
  /** Of the error; 'ok' when it was done; null when the action gave no answer at all. */
  code: PublicError['code'] | 'ok' | null;
  body: string;
};

/** As the browser's own code calls an action, past every form and button. */
export async function callAction(
  request: APIRequestContext,
  origin: string,
  { id, path, args }: { id: string; path: string; args: unknown[] },
): Promise<ActionAnswer> {
  const answer = await request.post(path, {
    headers: {
      'next-action': id,
      accept: 'text/x-component',
      'content-type': 'text/plain;charset=UTF-8',
      origin,
    },
    data: JSON.stringify(args),
    maxRedirects: 0,
  });
  return readAnswer(answer);
}

async function readAnswer(answer: APIResponse): Promise<ActionAnswer> {
  const body = await answer.text();
  const [, result] = /^[0-9a-f]+:(\{"ok":.*\})$/m.exec(body) ?? [];
  const read = result === undefined ? null : (JSON.parse(result) as { ok: boolean; error?: PublicError });
  const code = read === null ? null : read.ok ? 'ok' : (read.error?.code ?? null);
  return { status: answer.status(), requestId: answer.headers()['x-request-id'] ?? '', code, body };
}

/** An address of a page of the build, without its route groups and with its parameters filled in. */
export function pathOf(page: string, parameters: Record<string, string>): string {
  const path = page
    .replace(/^app/, '')
    .replace(/\/page$/, '')
    .replaceAll(/\/\([^)]+\)/g, '')
    .replaceAll(/\[(\w+)\]/g, (_all, name: string) => parameters[name] ?? 'none');
  return path === '' ? '/' : path;
}
