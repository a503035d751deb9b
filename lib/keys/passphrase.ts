import { normalizedPassphrase } from './unlock-slots';
import { WORDS } from './passphrase-words';

/** What keeps a passphrase from being taken. The one thing it protects is guessed at offline, for years. */
export type PassphraseProblem = 'too-short' | 'repeats' | 'sequence' | 'famous' | 'personal';
export type PassphraseStrength = { problem: PassphraseProblem | null; score: 0 | 1 | 2 | 3 | 4 };

const LEAST_WORDS = 4;
const LEAST_CHARACTERS = 16;
const SUGGESTED_WORDS = 6;
/** Bits that an attacker who knows our habits still has to guess: a word of a list, a character of no pattern. */
const BITS_PER_WORD = 10;
const BITS_PER_CHARACTER = 2.5;
const SCORES = [0, 28, 36, 44, 56] as const;

const FAMOUS = [
  'correct horse battery staple',
  'correcthorsebatterystaple',
  'to be or not to be',
  'the quick brown fox',
  'all you need is love',
  'may the force be with you',
  'let it be',
  'once upon a time',
  'en un lugar de la mancha',
  'ser o no ser',
];
const PATTERNS = [
  'password',
  'passphrase',
  'letmein',
  'qwerty',
  'welcome',
  'wellkept',
  'iloveyou',
  'contraseña',
  'admin',
];
const SEQUENCES = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** `personal`: name and e-mail of the person, which a guesser tries first. */
export function passphraseStrength(typed: string, personal: readonly string[] = []): PassphraseStrength {
  const text = normalizedPassphrase(typed).toLowerCase();
  const guessable = withoutKnown(text, [...PATTERNS, ...partsOf(personal)]);
  const problem = problemOf(text, guessable, personal);
  if (problem) return { problem, score: 0 };
  const score = SCORES.filter((bits) => bitsOf(guessable) >= bits).length - 1;
  return { problem, score: Math.max(1, score) as 1 | 2 | 3 | 4 };
}

function problemOf(text: string, guessable: string, personal: readonly string[]): PassphraseProblem | null {
  if (FAMOUS.some((phrase) => lettersOf(text).includes(lettersOf(phrase)))) return 'famous';
  if (!isLongEnough(text)) return 'too-short';
  if (new Set(wordsOf(text)).size < Math.min(wordsOf(text).length, LEAST_WORDS) || new Set(text).size < 8)
    return 'repeats';
  if (isSequence(text)) return 'sequence';
  if (!isLongEnough(guessable))
    return partsOf(personal).some((part) => text.includes(part)) ? 'personal' : 'famous';
  return null;
}

/** Four words; or sixteen characters that are more than letters, because letters alone are words again. */
function isLongEnough(text: string): boolean {
  if (wordsOf(text).length >= LEAST_WORDS) return true;
  return text.length >= LEAST_CHARACTERS && /[^\p{Letter}\s]/u.test(text);
}

function bitsOf(text: string): number {
  const words = new Set(wordsOf(text)).size;
  if (words >= LEAST_WORDS) return words * BITS_PER_WORD;
  return Math.min(new Set(text).size * 4, text.length) * BITS_PER_CHARACTER;
}

/** Words of three letters and more: "a a a a" is no passphrase of four words. */
function wordsOf(text: string): string[] {
  return text.split(/[\s\-_.,]+/).filter((word) => word.length >= 3);
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{Letter}]/gu, '');
}

function withoutKnown(text: string, known: readonly string[]): string {
  return known.reduce((rest, part) => rest.replaceAll(part, ''), text).trim();
}

function partsOf(personal: readonly string[]): string[] {
  return personal.flatMap((text) => text.toLowerCase().split(/[\s@.]+/)).filter((part) => part.length >= 3);
}

/** More than half of it runs along the alphabet, the digits or the keyboard, in either direction. */
function isSequence(text: string): boolean {
  const runs = SEQUENCES.flatMap((run) => [run, Array.from(run).reverse().join('')]);
  let covered = 0;
  for (let at = 0; at + 4 <= text.length; at++) {
    if (runs.some((run) => run.includes(text.slice(at, at + 4)))) covered++;
  }
  return covered * 2 > text.length;
}

/** Six words, one random byte each. */
export function suggestedPassphrase(language: keyof typeof WORDS): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SUGGESTED_WORDS));
  return Array.from(bytes, (byte) => WORDS[language][byte]).join(' ');
}
