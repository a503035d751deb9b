import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '@/lib/db/test-database';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const SIZE = 9;
type Move = { node: number; below: number | null };

/** Parents by index; each is above its children's index, so that a tree is made by one pass. */
const tree = fc.tuple(
  ...Array.from({ length: SIZE }, (_, i) => fc.option(fc.nat({ max: Math.max(0, i - 1) }), { freq: 4 })),
);
const moves = fc.array(
  fc.record({
    node: fc.nat({ max: SIZE - 1 }),
    below: fc.option(fc.nat({ max: SIZE - 1 }), { freq: 6 }),
  }),
  { maxLength: 12 },
);

/** Every (ancestor, descendant, depth), by walking up from each node. */
function recomputed(parents: readonly (number | null)[]): string[] {
  return parents.flatMap((_, node) => {
    const pairs: string[] = [];
    for (let at: number | null = node, depth = 0; at !== null; at = parents[at] ?? null, depth += 1)
      pairs.push(`${at}>${node}:${depth}`);
    return pairs;
  });
}

function isBelow(parents: readonly (number | null)[], node: number, top: number): boolean {
  for (let at: number | null = node; at !== null; at = parents[at] ?? null) if (at === top) return true;
  return false;
}

test('the closure equals a recomputation after any moves, and a move below itself is refused', async () => {
  await fc.assert(
    fc.asyncProperty(tree, moves, async (drawn, steps) => {
      const parents = drawn.map((parent, i) => (i === 0 ? null : parent));
      const ids = parents.map(() => randomUUID());
      for (const [i, parent] of parents.entries())
        await database.admin.query('INSERT INTO organization (id, parent_id, name) VALUES ($1, $2, $3)', [
          ids[i],
          parent === null ? null : ids[parent],
          ids[i],
        ]);
      for (const step of steps) await moveAndCheck(ids, parents, step);
      expect(await stored(ids)).toEqual(recomputed(parents).sort());
    }),
    { numRuns: 60 },
  );
});

async function moveAndCheck(ids: string[], parents: (number | null)[], { node, below }: Move) {
  const isCycle = below !== null && isBelow(parents, below, node);
  const moving = database.admin.query('UPDATE organization SET parent_id = $1 WHERE id = $2', [
    below === null ? null : ids[below],
    ids[node],
  ]);
  if (isCycle) {
    await expect(moving).rejects.toMatchObject({ code: '23514' });
    return;
  }
  await moving;
  parents[node] = below;
}

async function stored(ids: string[]): Promise<string[]> {
  const { rows } = await database.admin.query<{ a: string; d: string; depth: number }>(
    'SELECT ancestor_id AS a, descendant_id AS d, depth FROM organization_closure WHERE descendant_id = ANY($1)',
    [ids],
  );
  return rows.map(({ a, d, depth }) => `${ids.indexOf(a)}>${ids.indexOf(d)}:${depth}`).sort();
}
