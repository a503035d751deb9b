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

/**
 * How easy a Spanish text is to read: Szigriszt-Pazos' perspicuity on the INFLESZ scale, where 65 to 80 is "quite easy" (the
 * popular press) and above 80 "very easy" (comics).
 */
export function readingEaseEs(text: string): { ease: number; wordsPerSentence: number } {
  const sentences = text.split(/[.!?:]+(?:\s|$)|\n+/).filter((part) => /\p{L}/u.test(part));
  const words = text.match(/\p{L}+/gu) ?? [];
  if (sentences.length === 0 || words.length === 0) return { ease: 100, wordsPerSentence: 0 };
  const syllables = words.reduce((sum, word) => sum + syllablesEs(word), 0);
  const wordsPerSentence = words.length / sentences.length;
  return { ease: 206.835 - (62.3 * syllables) / words.length - wordsPerSentence, wordsPerSentence };
}

/** Vowels that stand together are one syllable, except two strong ones and a weak one that carries the accent. */
export function syllablesEs(word: string): number {
  const heard = word
    .toLowerCase()
    .normalize('NFC')
    .replace(/qu(?=[eiéí])|gu(?=[eiéí])/g, 'q')
    .replace(/y(?![aeiouáéíóú])/g, 'i');
  const groups = heard.match(/[aeiouáéíóúü]+/g) ?? [];
  const breaks = (group: string) => group.match(/[aeoáéó](?=[aeoáéóíú])|[íú](?=[aeoáéó])/g)?.length ?? 0;
  return Math.max(1, groups.length + groups.reduce((sum, group) => sum + breaks(group), 0));
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
