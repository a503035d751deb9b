import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countOutside,
  lowerBound,
  moveAlong,
  moveCursor,
  nearestIndex,
  pointsBetween,
  splitAtGaps,
} from './chart-points';
import type { ChartPoint } from './chart-types';

const DAY = 86_400_000;
const at = (...times: number[]): ChartPoint[] => times.map((time) => ({ at: time, value: time }));
const sorted = fc
  .array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 60 })
  .map((times) => at(...times.sort((a, b) => a - b)));

describe('splitAtGaps', () => {
  it('joins across a silence as long as the limit and not across a longer one', () => {
    expect(splitAtGaps(at(0, 10, 20, 31), 10)).toEqual([at(0, 10, 20), at(31)]);
  });

  it('keeps every point once, in order', () => {
    fc.assert(
      fc.property(sorted, fc.nat(50_000), (points, gapMs) => {
        expect(splitAtGaps(points, gapMs).flat()).toEqual(points);
      }),
    );
  });

  it('draws nothing from nothing', () => {
    expect(splitAtGaps([], 10)).toEqual([]);
  });
});

describe('searching in time', () => {
  it('agrees with looking at every point', () => {
    fc.assert(
      fc.property(sorted, fc.integer({ min: -10, max: 1_000_010 }), (points, time) => {
        const naive = points.findIndex((point) => point.at >= time);
        expect(lowerBound(points, time)).toBe(naive === -1 ? points.length : naive);
        if (points.length === 0) return;
        const best = Math.min(...points.map((point) => Math.abs(point.at - time)));
        expect(Math.abs((points[nearestIndex(points, time)]?.at ?? NaN) - time)).toBe(best);
      }),
    );
  });

  it('takes both ends of a range', () => {
    expect(pointsBetween(at(1, 2, 3, 4, 5), 2, 4)).toEqual(at(2, 3, 4));
  });
});

describe('moveAlong', () => {
  const points = at(0, 100, DAY, DAY + 100, 9 * DAY);

  it('stops at the ends', () => {
    expect(moveAlong(points, 0, 'ArrowLeft')).toBe(0);
    expect(moveAlong(points, 4, 'ArrowRight')).toBe(4);
    expect(moveAlong(points, 2, 'Home')).toBe(0);
    expect(moveAlong(points, 2, 'End')).toBe(4);
  });

  it('moves by a day, and over a longer silence', () => {
    expect(moveAlong(points, 0, 'PageDown')).toBe(2);
    expect(moveAlong(points, 3, 'PageUp')).toBe(1);
    expect(moveAlong(points, 3, 'PageDown')).toBe(4);
    expect(moveAlong(points, 4, 'PageUp')).toBe(3);
  });

  it('leaves other keys alone', () => {
    expect(moveAlong(points, 1, 'Tab')).toBeNull();
  });

  it('never leaves the line', () => {
    const keys = fc.constantFrom('ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End');
    fc.assert(
      fc.property(
        sorted.filter(({ length }) => length > 0),
        fc.array(keys, { maxLength: 40 }),
        (line, presses) => {
          const end = presses.reduce((index, key) => moveAlong(line, index, key) ?? index, 0);
          expect(line[end]).toBeDefined();
        },
      ),
    );
  });
});

describe('moveCursor', () => {
  const series = [
    { id: 'a', label: 'A', points: at(0, 50, 100) },
    { id: 'empty', label: 'Empty', points: [] },
    { id: 'b', label: 'B', points: at(10, 95) },
  ];

  it('changes lines at about the same time, past an empty one, and round', () => {
    expect(moveCursor(series, { series: 0, index: 2 }, 'ArrowDown')).toEqual({ series: 2, index: 1 });
    expect(moveCursor(series, { series: 2, index: 0 }, 'ArrowDown')).toEqual({ series: 0, index: 0 });
    expect(moveCursor(series, { series: 0, index: 0 }, 'ArrowUp')).toEqual({ series: 2, index: 0 });
  });
});

describe('countOutside', () => {
  it('counts values off the scale, not those on its edge', () => {
    expect(countOutside([{ id: 'a', label: 'A', points: at(39, 40, 400, 401) }], [40, 400])).toBe(2);
  });
});
