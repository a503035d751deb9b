/** Where an arrow, Home or End leads in a list that wraps; null for any other key. */
export function nextIndex(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (Math.max(at, 0) - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** The next item after `at` that begins with the typed letter; null when the key is no letter or nothing fits. */
export function typeAheadIndex(key: string, at: number, labels: string[]): number | null {
  // Names of keys are longer than one letter: "Enter", "Shift".
  if (!/^.$/u.test(key)) return null;
  const letter = key.toLocaleLowerCase();
  for (let step = 1; step <= labels.length; step++) {
    const index = (at + step) % labels.length;
    if (labels[index]?.trim().toLocaleLowerCase().startsWith(letter)) return index;
  }
  return null;
}
