/**
 * RFC 8785 of a parsed JSON value: members sorted by UTF-16 code units, no white space, strings and numbers as ECMAScript
 * writes them. The bodies of events are stored in this form, so reading one and writing it again must change nothing.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}
