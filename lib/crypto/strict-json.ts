import { CryptoError } from './crypto-error';

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/gs;

const malformed = (why: string) => new CryptoError('malformed-keyset', why);

/** Refuses what JSON.parse hides: a member given twice (it keeps the last), `1e3`, `-0`, `4.0`. */
function checkTokens(text: string): void {
  const members: Set<string>[] = [];
  let previous = '';
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') members.push(new Set());
    else if (token === '}' || token === ']') members.pop();
    else if (token === ':') {
      const name = String(JSON.parse(previous)); // "k" and "\u006b" are the same name
      if (members.at(-1)?.has(name)) throw malformed('member given twice');
      members.at(-1)?.add(name);
    } else if (/^[-\d]/.test(token) && !/^(?:0|[1-9]\d*)$/.test(token))
      throw malformed('not an unsigned integer');
    previous = token;
  }
}

/**
 * JSON with one reading only: languages differ on duplicate members and on numbers that are not plain
 * unsigned integers, and keysets need neither.
 * @throws CryptoError `malformed-keyset`
 */
export function parseStrictJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed('not JSON');
  }
  checkTokens(text);
  return value;
}

/**
 * The members of an object that has exactly these and no others.
 * @throws CryptoError `malformed-keyset`
 */
export function membersOf<Name extends string>(
  value: unknown,
  names: readonly Name[],
): Record<Name, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed('not an object');
  const present = Object.keys(value);
  if (present.length !== names.length || !names.every((name) => Object.hasOwn(value, name))) {
    throw malformed(`expected the members ${names.join(', ')}`);
  }
  return value as Record<Name, unknown>;
}
