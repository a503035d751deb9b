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
  thinToColumns,
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

describe('thinToColumns', () => {
  const column = ({ at: time }: ChartPoint) => time / 1000;
  const anyPoint = fc.record({ at: fc.integer({ min: 0, max: 20_000 }), value: fc.integer() });

  it('keeps the ends and the extremes of every column, in order, and at most four points', () => {
    fc.assert(
      fc.property(fc.array(anyPoint, { maxLength: 300 }), (unsorted) => {
        const points = unsorted.sort((a, b) => a.at - b.at);
        const thin = thinToColumns(points, column);
        expect(thin).toEqual(thin.toSorted((a, b) => a.at - b.at));
        for (let index = 0; index <= 20; index++) {
          const inColumn = (point: ChartPoint) => Math.floor(column(point)) === index;
          const [all, kept] = [points.filter(inColumn), thin.filter(inColumn)];
          const values = (group: ChartPoint[]) => group.map(({ value }) => value);
          expect(kept.length).toBeLessThanOrEqual(4);
          expect([kept[0], kept.at(-1)]).toEqual([all[0], all.at(-1)]);
          expect(Math.max(...values(kept))).toBe(Math.max(...values(all)));
          expect(Math.min(...values(kept))).toBe(Math.min(...values(all)));
        }
      }),
    );
  });
});
