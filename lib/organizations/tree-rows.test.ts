import { describe, expect, test } from 'vitest';
import type { TreeNode } from './organization-node';
import { linesOf, treeFrom, treeStep, typedLine } from './tree-rows';

const node = (id: string, parentId: string | null): TreeNode => ({
  id,
  parentId,
  name: `${id} house`,
  type: 'ward',
  depth: 0,
  isArchived: false,
});
// a ─ b ─ d
//   └ c
const tree = treeFrom([node('a', 'above'), node('b', 'a'), node('c', 'a'), node('d', 'b')]);
const names = (open: string[], search = '') =>
  linesOf(tree, { open: new Set(open), search }).map(({ node: { id } }) => id);

test('only what is open is in sight', () => {
  expect(names([])).toEqual(['a']);
  expect(names(['a'])).toEqual(['a', 'b', 'c']);
  expect(names(['a', 'b'])).toEqual(['a', 'b', 'd', 'c']);
  expect(names(['b'])).toEqual(['a']);
});

test('a search shows each hit with what stands above it, open or not', () => {
  expect(names([], 'D H')).toEqual(['a', 'b', 'd']);
  expect(linesOf(tree, { open: new Set(), search: 'd h' }).map(({ isHit }) => isHit)).toEqual([
    false,
    false,
    true,
  ]);
  expect(names([], 'nothing')).toEqual([]);
});

test('lines are counted as a screen reader says them', () => {
  expect(linesOf(tree, { open: new Set(['a']), search: '' })).toMatchObject([
    { level: 1, place: 1, siblings: 1, isOpen: true },
    { level: 2, place: 1, siblings: 2, isOpen: false },
    { level: 2, place: 2, siblings: 2, isOpen: null },
  ]);
});

describe('keys', () => {
  const lines = linesOf(tree, { open: new Set(['a']), search: '' });
  test.each([
    ['ArrowDown', 0, { to: 1 }],
    ['ArrowDown', 2, { to: 2 }],
    ['ArrowUp', 0, { to: 0 }],
    ['Home', 2, { to: 0 }],
    ['End', 0, { to: 2 }],
    ['ArrowRight', 0, { to: 1 }],
    ['ArrowRight', 1, { open: 'b' }],
    ['ArrowRight', 2, null],
    ['ArrowLeft', 0, { close: 'a' }],
    ['ArrowLeft', 2, { to: 0 }],
    ['x', 0, null],
  ])('%s on line %i', (key, at, step) => {
    expect(treeStep(key, at, lines)).toEqual(step);
  });

  test('letters find the next name, round the end', () => {
    expect(typedLine('c', 0, lines)).toBe(2);
    expect(typedLine('a', 2, lines)).toBe(0);
    expect(typedLine('z', 0, lines)).toBeNull();
  });
});
