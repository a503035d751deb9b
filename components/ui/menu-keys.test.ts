import { describe, expect, it } from 'vitest';
import { nextIndex, typeAheadIndex } from './menu-keys';

describe('nextIndex', () => {
  it('wraps at both ends', () => {
    expect(nextIndex('ArrowDown', 2, 3)).toBe(0);
    expect(nextIndex('ArrowUp', 0, 3)).toBe(2);
    expect(nextIndex('ArrowUp', -1, 3)).toBe(2);
    expect(nextIndex('Home', 2, 3)).toBe(0);
    expect(nextIndex('End', 0, 3)).toBe(2);
  });

  it('has nowhere to go in an empty list or for another key', () => {
    expect(nextIndex('ArrowDown', -1, 0)).toBeNull();
    expect(nextIndex('a', 0, 3)).toBeNull();
  });
});

describe('typeAheadIndex', () => {
  const labels = ['Edit', 'Move to…', 'Merge', 'Archive'];

  it('goes to the next item with the letter, and round', () => {
    expect(typeAheadIndex('m', 0, labels)).toBe(1);
    expect(typeAheadIndex('M', 1, labels)).toBe(2);
    expect(typeAheadIndex('m', 2, labels)).toBe(1);
  });

  it('ignores names of keys and letters that fit nothing', () => {
    expect(typeAheadIndex('Enter', 0, labels)).toBeNull();
    expect(typeAheadIndex('z', 0, labels)).toBeNull();
  });
});
