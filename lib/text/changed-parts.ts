/** What came and what went between two versions of a text, paragraph by paragraph, each in the order of its text. */
export type ChangedParts = { added: string[]; removed: string[] };

export function changedParts(before: string, after: string): ChangedParts {
  const [old, next] = [partsOf(before), partsOf(after)];
  return { added: without(next, old), removed: without(old, next) };
}

function partsOf(text: string): string[] {
  return text
    .split(/\n+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** As a bag: a paragraph that stood there twice and stands there once has gone once. */
function without(parts: string[], others: string[]): string[] {
  const left = new Map<string, number>();
  for (const part of others) left.set(part, (left.get(part) ?? 0) + 1);
  return parts.filter((part) => {
    const count = left.get(part) ?? 0;
    left.set(part, count - 1);
    return count <= 0;
  });
}
