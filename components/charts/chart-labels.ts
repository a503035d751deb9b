/** Sentences of a chart. {words} in braces are filled in; plain text, so that a server page can pass them too. */
export type ChartLabels = {
  /** {from} {to} {zone} {unit} */
  range: string;
  /** {count} */
  clipped: string;
  keys: string;
  roleName: string;
};

export const ENGLISH_CHART_LABELS: ChartLabels = {
  range: '{from} to {to} · times in {zone} · values in {unit}',
  clipped: 'Outside the scale and marked at its edge: {count}',
  keys: 'Left and right arrows move between readings, up and down between lines, Page Up and Page Down by a day, Home and End to the ends.',
  roleName: 'interactive chart',
};

export function fill(sentence: string, words: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/gu, (whole, name: string) => words[name] ?? whole);
}
