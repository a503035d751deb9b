import type { Locale } from '@/lib/i18n/locale';

export type Template = { key: string; words: RegExp };

/** By the names that templates of letters have: all of a namespace of letters, and `…Subject` and `…Body` of the others. */
export function templatesOf(messages: object, locale: Locale): Template[] {
  const isOfMail = (key: string) => /^(?:accountMail|consentMail)\.|(?:Subject|Body)$/.test(key);
  return Object.entries(messages)
    .flatMap(([namespace, inBoth]) => leaves((inBoth as Record<Locale, object>)[locale], namespace))
    .filter(({ key }) => isOfMail(key))
    .map(({ key, text }) => ({ key, words: patternOf(text) }));
}

function leaves(words: object, path: string): { key: string; text: string }[] {
  return Object.entries(words).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? leaves(value, `${path}.${name}`)
      : [{ key: `${path}.${name}`, text: String(value) }],
  );
}

/** The template with anything at all where its arguments go; an argument may hold braces itself. */
function patternOf(text: string): RegExp {
  let [pattern, depth] = ['', 0];
  for (const sign of text) {
    if (sign === '{' && (depth += 1) === 1) pattern += '[^]*';
    else if (sign === '}') depth -= 1;
    else if (depth === 0) pattern += sign.replace(/[$()*+.?[\\\]^|]/, String.raw`\$&`);
  }
  return new RegExp(pattern);
}
