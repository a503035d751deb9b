import { describe, expect, it } from 'vitest';
import { chooseStep, momentOf, timeTicks, wallOf } from './time-ticks';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const span = { width: 720, timeZone: 'UTC', locale: 'en' };

describe('momentOf', () => {
  it('is the inverse of wallOf in zones east and west', () => {
    for (const timeZone of ['UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Auckland']) {
      const wall = { year: 2026, month: 4, day: 3, hour: 7 };
      expect(wallOf(momentOf(wall, timeZone), timeZone)).toEqual(wall);
    }
  });

  it('counts days over the end of a month', () => {
    expect(momentOf({ year: 2026, month: 0, day: 32, hour: 0 }, 'UTC')).toBe(Date.UTC(2026, 1, 1));
  });

  it('finds both midnights around a change of the clocks', () => {
    const timeZone = 'Europe/Berlin';
    const before = momentOf({ year: 2026, month: 2, day: 29, hour: 0 }, timeZone);
    const after = momentOf({ year: 2026, month: 2, day: 30, hour: 0 }, timeZone);
    expect(after - before).toBe(23 * HOUR);
  });
});

describe('chooseStep', () => {
  it('goes from hours to months as the span grows', () => {
    expect(chooseStep(0, 6 * HOUR, 720)).toEqual({ unit: 'hour', count: 1 });
    expect(chooseStep(0, DAY, 720)).toEqual({ unit: 'hour', count: 3 });
    expect(chooseStep(0, 14 * DAY, 1000)).toEqual({ unit: 'day', count: 1 });
    expect(chooseStep(0, 14 * DAY, 260)).toEqual({ unit: 'day', count: 4 });
    expect(chooseStep(0, 400 * DAY, 720)).toEqual({ unit: 'month', count: 2 });
  });

  it('finds a step in no width at all', () => {
    expect(chooseStep(0, 400 * DAY, 0)).toEqual({ unit: 'month', count: 12 });
  });
});

describe('timeTicks', () => {
  it('puts marks on midnights of the zone, not of UTC', () => {
    const from = Date.UTC(2026, 4, 3);
    const ticks = timeTicks({ ...span, from, to: from + 7 * DAY, timeZone: 'America/New_York' });
    expect(ticks.map(({ at }) => wallOf(at, 'America/New_York').hour)).toEqual(Array(7).fill(0));
    expect(ticks[0]?.label).toBe('3 May');
  });

  it('keeps to midnights through the change to summer time', () => {
    const from = Date.UTC(2026, 2, 27);
    const ticks = timeTicks({ ...span, from, to: from + 6 * DAY, timeZone: 'Europe/Berlin' });
    expect(ticks.map(({ label }) => label)).toEqual([
      '28 Mar',
      '29 Mar',
      '30 Mar',
      '31 Mar',
      '1 Apr',
      '2 Apr',
    ]);
    expect(ticks.every(({ at }) => wallOf(at, 'Europe/Berlin').hour === 0)).toBe(true);
  });

  it('names the day at midnight and the hour otherwise', () => {
    const from = Date.UTC(2026, 4, 3, 12);
    const ticks = timeTicks({ ...span, from, to: from + DAY });
    expect(ticks.map(({ label }) => label)).toContain('4 May');
    expect(ticks[0]).toMatchObject({ label: '12:00', isMajor: false });
    expect(ticks.find(({ label }) => label === '4 May')).toMatchObject({ isMajor: true });
  });

  it('marks days in two languages', () => {
    const from = Date.UTC(2026, 4, 3);
    expect(
      timeTicks({ ...span, from, to: from + 3 * DAY, locale: 'es' }).some(({ label }) => /may/u.test(label)),
    ).toBe(true);
  });

  it('has no marks for an empty or a reversed span', () => {
    expect(timeTicks({ ...span, from: 5, to: 5 })).toEqual([]);
    expect(timeTicks({ ...span, from: 9, to: 5 })).toEqual([]);
  });
});
