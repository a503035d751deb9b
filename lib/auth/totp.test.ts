import { expect, test } from 'vitest';
import { base32, hotp, matchingStep, stepAt, totpAddress } from './totp';

const SECRET = Buffer.from('12345678901234567890');

test('RFC 4226, appendix D: the first ten codes', () => {
  expect(Array.from({ length: 10 }, (_, counter) => hotp(SECRET, counter))).toEqual([
    '755224',
    '287082',
    '359152',
    '969429',
    '338314',
    '254676',
    '287922',
    '162583',
    '399871',
    '520489',
  ]);
});

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('RFC 6238, appendix B: at %i it is %s', (seconds, code) => {
  expect(hotp(SECRET, stepAt(seconds * 1000))).toBe(code);
});

test('a code is taken one step early or late, once, and none before it afterwards', () => {
  const at = 1_111_111_111_000;
  const step = stepAt(at);
  for (const drift of [-1, 0, 1])
    expect(matchingStep(SECRET, hotp(SECRET, step + drift), at, 0)).toBe(step + drift);
  for (const drift of [-2, 2]) expect(matchingStep(SECRET, hotp(SECRET, step + drift), at, 0)).toBeNull();
  expect(matchingStep(SECRET, hotp(SECRET, step), at, step)).toBeNull();
  expect(matchingStep(SECRET, hotp(SECRET, step - 1), at, step)).toBeNull();
  expect(matchingStep(SECRET, hotp(SECRET, step + 1), at, step)).toBe(step + 1);
});

test.each(['', '12345', '1234567', '12345a', '１２３４５６', ' 123456'])('%j is no code', (code) => {
  expect(matchingStep(SECRET, code, 59_000, 0)).toBeNull();
});

test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('RFC 4648, section 10: %j is %j', (text, encoded) => {
  expect(base32(Buffer.from(text))).toBe(encoded);
});

test('the address for the app names the account and escapes it', () => {
  expect(totpAddress(SECRET, 'a&b@example.org')).toBe(
    'otpauth://totp/Wellkept%3Aa%26b%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Wellkept',
  );
});
