import { expect, test } from 'vitest';
import { isPaletteKey, wishOf } from './shortcut-keys';

const pressed = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  isComposing: false,
  ...more,
});

test.each([
  ['g', { kind: 'wait' }],
  ['?', { kind: 'sheet' }],
  ['/', { kind: 'find' }],
  ['l', { kind: 'lock' }],
  ['L', null],
  ['x', null],
  ['Enter', null],
])('%s alone', (key, wish) => {
  expect(wishOf(pressed(key), false)).toEqual(wish);
});

test.each([
  ['p', { kind: 'go', key: 'p' }],
  ['g', { kind: 'go', key: 'g' }],
  ['?', null],
  ['Escape', null],
])('%s after g', (key, wish) => {
  expect(wishOf(pressed(key), true)).toEqual(wish);
});

test.each(['ctrlKey', 'metaKey', 'altKey', 'repeat', 'isComposing'])('nothing with %s', (modifier) => {
  for (const key of ['g', '?', '/', 'l'])
    expect(wishOf(pressed(key, { [modifier]: true }), false)).toBeNull();
});

test('Ctrl or Cmd and k open the palette, whatever Caps Lock says', () => {
  expect(isPaletteKey(pressed('k', { ctrlKey: true }))).toBe(true);
  expect(isPaletteKey(pressed('K', { metaKey: true }))).toBe(true);
  expect(isPaletteKey(pressed('k'))).toBe(false);
  expect(isPaletteKey(pressed('k', { ctrlKey: true, altKey: true }))).toBe(false);
});
