/** Joins class names and drops what is off. Later classes do not override earlier ones: pass only what differs. */
export function cn(...parts: (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}
