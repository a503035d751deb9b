import { expect, it } from 'vitest';
import { currentHref } from './current-path';

const hrefs = ['/o/lab', '/o/lab/studies', '/o/lab/people'];

it('marks the most exact item, and whole parts of a path only', () => {
  expect(currentHref(hrefs, '/o/lab')).toBe('/o/lab');
  expect(currentHref(hrefs, '/o/lab/studies/42/consent')).toBe('/o/lab/studies');
  expect(currentHref(hrefs, '/o/lab/studies-archive')).toBe('/o/lab');
  expect(currentHref(hrefs, '/me')).toBeUndefined();
});
