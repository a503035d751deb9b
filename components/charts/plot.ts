import { scaleLinear } from '@visx/scale';
import type { ChartPoint } from './chart-types';

/** Room for the numbers at the left, the times below, half a label at the right, and the unit above. */
export const MARGIN = { left: 44, right: 30, top: 22, bottom: 26 };

export type Plot = {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  x: (point: ChartPoint) => number;
  /** Values outside the scale are drawn at its edge. */
  y: (point: ChartPoint) => number;
  yOf: (value: number) => number;
  xOf: (at: number) => number;
  atOf: (x: number) => number;
};

type Shape = { width: number; height: number; from: number; to: number; yDomain: readonly [number, number] };

/** The time axis is a true one: equal widths are equal times, whatever was measured when. */
export function plotOf({ width, height, from, to, yDomain }: Shape): Plot {
  const left = MARGIN.left;
  const right = Math.max(left + 1, width - MARGIN.right);
  const top = MARGIN.top;
  const bottom = height - MARGIN.bottom;
  const time = scaleLinear<number>({ domain: [from, to], range: [left, right] });
  const value = scaleLinear<number>({ domain: [...yDomain], range: [bottom, top], clamp: true });
  return {
    width,
    height,
    left,
    right,
    top,
    bottom,
    x: ({ at }) => time(at),
    y: (point) => value(point.value),
    yOf: (number) => value(number),
    xOf: (at) => time(at),
    atOf: (x) => time.invert(x),
  };
}
