export type ChartPoint = {
  /** Milliseconds since the epoch. */
  at: number;
  value: number;
  /** Device, study or remark, said together with the value. */
  note?: string;
};

/** Points in the order of their time. */
export type ChartSeries = { id: string; label: string; points: ChartPoint[] };
export type Threshold = { value: number; label: string };
export type ChartSize = 'sm' | 'md' | 'lg';

/** The whole drawing with its axes. A frame without data has the same height, so that nothing jumps. */
export const CHART_HEIGHT: Record<ChartSize, number> = { sm: 200, md: 300, lg: 420 };
export const CHART_HEIGHT_CLASS: Record<ChartSize, string> = {
  sm: 'h-[200px]',
  md: 'h-[300px]',
  lg: 'h-[420px]',
};
