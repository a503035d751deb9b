/** Colour, dash and marker belong together: lines differ in print and for every eye. */
const LOOKS = [
  { stroke: 'stroke-series-1', fill: 'fill-series-1', dash: undefined, marker: 'circle' },
  { stroke: 'stroke-series-2', fill: 'fill-series-2', dash: '7 3', marker: 'square' },
  { stroke: 'stroke-series-3', fill: 'fill-series-3', dash: '2 3', marker: 'triangle' },
  { stroke: 'stroke-series-4', fill: 'fill-series-4', dash: '9 3 2 3', marker: 'diamond' },
  { stroke: 'stroke-series-5', fill: 'fill-series-5', dash: '14 4', marker: 'square' },
  { stroke: 'stroke-series-6', fill: 'fill-series-6', dash: '4 2 1 2', marker: 'triangle' },
] as const;

export type SeriesLook = (typeof LOOKS)[number];

export function lookOf(index: number): SeriesLook {
  return LOOKS[index % LOOKS.length] ?? LOOKS[0];
}

/** One marker as part of a path, so that thousands of points are one element. */
export function markerPath(marker: SeriesLook['marker'], x: number, y: number, r: number): string {
  switch (marker) {
    case 'circle':
      return `M${x - r},${y}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0`;
    case 'square':
      return `M${x - r},${y - r}h${2 * r}v${2 * r}h${-2 * r}z`;
    case 'triangle':
      return `M${x},${y - r * 1.2}l${r * 1.15},${r * 2}h${-2.3 * r}z`;
    case 'diamond':
      return `M${x},${y - 1.3 * r}l${1.3 * r},${1.3 * r}l${-1.3 * r},${1.3 * r}l${-1.3 * r},${-1.3 * r}z`;
  }
}
