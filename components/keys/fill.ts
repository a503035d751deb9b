/** Puts numbers and names in the places of a text: `fill('{minutes} min', { minutes: 3 })`. */
export function fill(text: string, parts: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(parts[name] ?? place));
}
