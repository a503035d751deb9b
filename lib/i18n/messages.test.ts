import { describe, expect, test } from 'vitest';
import { createTranslator } from 'use-intl/core';
import { LOCALES } from './locale';
import { MESSAGES } from './messages';

type Say = (key: string, values: Record<string, number>) => string;
type Texts = { [key: string]: string | Texts };

function flat(texts: Texts, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`),
  );
}

/** The names a message asks for: {count, plural, …} and {name}, and the tags around words. */
const holes = (message: string) =>
  [...message.matchAll(/\{(\w+)\s*[,}]|<(\w+)>/g)].map(([, name, tag]) => name ?? tag).sort();

describe.each(Object.entries(MESSAGES))('%s', (_namespace, messages) => {
  const [english, spanish] = LOCALES.map((locale) => flat(messages[locale]));

  test('says the same things in both languages', () => {
    expect(spanish!.map(([key]) => key).sort()).toEqual(english!.map(([key]) => key).sort());
  });

  test('asks for the same values in both languages', () => {
    const inSpanish = Object.fromEntries(spanish!);
    for (const [key, message] of english!) {
      expect(new Set(holes(inSpanish[key] ?? '')), key).toEqual(new Set(holes(message)));
    }
  });

  test.each(LOCALES)('every message is well formed in %s', (locale) => {
    for (const [key, message] of flat(messages[locale])) {
      const fail = (error: Error) => {
        if (error.message.startsWith('INVALID_MESSAGE')) throw error;
      };
      const t = createTranslator({
        locale,
        messages: { it: message },
        onError: fail,
        timeZone: 'UTC',
      }) as Say;
      const values: Record<string, number> = {};
      for (const name of holes(message)) if (name) values[name] = 2;
      expect(() => t('it', values), key).not.toThrow();
      expect(message.trim(), key).not.toBe('');
    }
  });
});
