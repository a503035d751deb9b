import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { dropHalf, keepHalf, keptHalf } from './kept-half';

test('a tab’s half is its owner’s only, and gone when it is dropped', () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  });
  const [owner, next] = [randomUUID(), randomUUID()];
  expect(keptHalf(owner)).toBeNull();
  keepHalf(owner, 'half');
  expect(keptHalf(owner)).toBe('half');
  expect(keptHalf(next)).toBeNull();
  dropHalf();
  expect(keptHalf(owner)).toBeNull();
  expect(kept.size).toBe(0);
  vi.unstubAllGlobals();
});
