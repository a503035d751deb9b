import { describe, expect, test } from 'vitest';
import type { OrganizationRow } from './organization';
import { firstOrganization, inTreeOrder } from './organization-tree';

const row = (id: string, parentId: string | null, isArchived = false): OrganizationRow => ({
  id,
  parentId,
  name: id.toUpperCase(),
  type: 'clinic',
  role: 'viewer',
  roleFrom: { id, name: id },
  isArchived,
});
const rows = [row('c', 'b'), row('a', null), row('x', 'unseen'), row('b', 'a'), row('d', 'a')];
const shape = (tree: { id: string; depth: number }[]) =>
  tree.map(({ id, depth }) => `${depth}${id}`).join(' ');

describe('the organizations of a person', () => {
  test('stand below their parents; without a parent they may see, at the top', () => {
    expect(shape(inTreeOrder(rows))).toBe('0a 1b 2c 1d 0x');
    expect(inTreeOrder([])).toEqual([]);
  });

  test('work starts where studies are, or at the top, but not in an archived one', () => {
    const none = new Set<string>();
    expect(firstOrganization(rows, none)?.id).toBe('a');
    expect(firstOrganization(rows, new Set(['c', 'd']))?.id).toBe('d');
    expect(firstOrganization(rows, new Set(['c', 'x']))?.id).toBe('x');
    expect(firstOrganization([row('a', null, true), row('b', null)], new Set(['a']))?.id).toBe('b');
    expect(firstOrganization([row('a', null, true)], none)?.id).toBe('a');
    expect(firstOrganization([], none)).toBeUndefined();
  });
});
