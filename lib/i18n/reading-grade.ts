/** How hard a text is to read: Flesch–Kincaid grade and words a sentence. For tests; syllables are estimated by their vowels. */
export type ReadingGrade = { grade: number; wordsPerSentence: number };

export function readingGrade(text: string): ReadingGrade {
  const sentences = text.split(/[.!?:]+(?:\s|$)|\n+/).filter((part) => /[a-z]/i.test(part));
  const words = text.match(/[a-z][a-z’'-]*/gi) ?? [];
  if (sentences.length === 0 || words.length === 0) return { grade: 0, wordsPerSentence: 0 };
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  const wordsPerSentence = words.length / sentences.length;
  return { grade: 0.39 * wordsPerSentence + 11.8 * (syllables / words.length) - 15.59, wordsPerSentence };
}

function syllablesOf(word: string): number {
  const silent = word.toLowerCase().replace(/(?:[^laeiouy]es|[^t]ed|[^laeiouy]e)$/, '');
  return Math.max(1, silent.match(/[aeiouy]{1,2}/g)?.length ?? 1);
}

/** Every text of a message tree, with what is filled in replaced by a short word and the plural forms by their last one. */
export function textsOf(messages: object): string[] {
  return Object.values(messages).flatMap((value: unknown) => {
    if (typeof value === 'string') return [plainText(value)];
    return typeof value === 'object' && value !== null ? textsOf(value) : [];
  });
}

function plainText(message: string): string {
  return message
    .replace(/\{\w+, plural,(?:\s*[=\w]+ \{[^}]*\})*\s*\}/g, 'two minutes')
    .replace(/\{\w+\}/g, 'Ann');
}
