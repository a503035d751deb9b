import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatDate,
  formatDateTime,
  formatExact,
  formatMinutes,
  formatNumber,
  formatQuantity,
  formatRelative,
  initialsOf,
  shortId,
} from './format';

const UTC = { locale: 'en', timeZone: 'UTC' };
const AT = Date.UTC(2026, 4, 3, 14, 5, 6, 78);

describe('numbers', () => {
  it('groups and rounds by the locale', () => {
    expect(formatNumber(31204, 'en')).toBe('31,204');
    expect(formatNumber(5.55, 'es', 1)).toBe('5,6');
  });

  it('takes the right form of the noun', () => {
    const noun = { one: 'reading', other: 'readings' };
    expect([0, 1, 1204].map((count) => formatCount(count, noun, 'en'))).toEqual([
      '0 readings',
      '1 reading',
      '1,204 readings',
    ]);
  });

  it('keeps a number and its unit on one line', () => {
    expect(formatQuantity(5.6, 'mmol/L', 'en', 1)).toBe('5.6\u00a0mmol/L');
  });
});

describe('dates', () => {
  it('writes the month as a word and the hour without AM', () => {
    expect(formatDate(AT, UTC)).toBe('3 May 2026');
    expect(formatDateTime(AT, UTC)).toBe('3 May 2026, 14:05');
    expect(formatDateTime(AT, { locale: 'en', timeZone: 'Asia/Kolkata' })).toBe('3 May 2026, 19:35');
  });

  it('is exact to the millisecond and names the zone', () => {
    expect(formatExact(AT, UTC)).toBe('3 May 2026, 14:05:06.078 UTC');
  });

  it('shows a dash for text that is no date', () => {
    expect(formatDate('yesterday-ish', UTC)).toBe('—');
  });
});

describe('formatRelative', () => {
  const ago = (ms: number) => formatRelative(AT - ms, AT, 'en');

  it('rounds towards now', () => {
    expect(ago(0)).toBe('now');
    expect(ago(59_000)).toBe('now');
    expect(ago(90_000)).toBe('1 minute ago');
    expect(ago(3_600_000 * 1.9)).toBe('1 hour ago');
    expect(ago(-86_400_000 * 3)).toBe('in 3 days');
  });

  it('gives up at seven days and for what is no date', () => {
    expect(ago(7 * 86_400_000 - 1)).toBe('6 days ago');
    expect(ago(7 * 86_400_000)).toBeNull();
    expect(formatRelative('nonsense', AT, 'en')).toBeNull();
  });
});

describe('formatMinutes', () => {
  it('rounds up and splits hours', () => {
    expect([1, 60_000, 24 * 60_000, 65 * 60_000, -5].map(formatMinutes)).toEqual([
      '1 min',
      '1 min',
      '24 min',
      '1 h 05 min',
      '0 min',
    ]);
  });
});

describe('shortId', () => {
  it('keeps both ends and leaves short ones whole', () => {
    expect(shortId('0192ab34-5678-7000-8000-00000000beef')).toBe('0192ab…beef');
    expect(shortId('01234567890')).toBe('01234567890');
  });
});

describe('initialsOf', () => {
  it('takes first and last names in several scripts', () => {
    expect(initialsOf('Maria del Carmen Gomez', 'en')).toBe('MG');
    expect(initialsOf('李小龙', 'zh')).toBe('李');
    expect(initialsOf('  ', 'en')).toBe('');
    expect(initialsOf('ilknur öz', 'tr')).toBe('İÖ');
  });
});
