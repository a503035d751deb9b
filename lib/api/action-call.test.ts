import { describe, expect, test } from 'vitest';
import { faultOfCall } from './action-call';

const PLAIN = 'text/plain;charset=UTF-8';

function faultOf(body: BodyInit, type = PLAIN, headers: Record<string, string> = { 'next-action': 'id' }) {
  return faultOfCall(
    new Request('http://x/', { method: 'POST', body, headers: { 'content-type': type, ...headers } }),
  );
}

test.each([
  [[{ name: 'a', kind: null, scopes: ['x'], count: 1, open: true }]],
  [[{}]],
  [[null]],
  [[{ note: '$undefined', price: '$$5' }]],
])('%j is a call as our pages write it', async (args) => {
  expect(await faultOf(JSON.stringify(args))).toBeNull();
});

describe('is none', () => {
  const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  test.each([
    ['nothing', ''],
    ['half a body', '[{'],
    ['a text', '"x"'],
    ['null', 'null'],
    ['an object', '{}'],
    ['no argument', '[]'],
    ['two arguments', '[{},{}]'],
    ['another part', '[{"a":"$F1"}]'],
    ['another part, deep down', '[{"a":[{"b":"$1"}]}]'],
    ['a promise', '["$@1"]'],
    ['a date', '["$D2026-01-01"]'],
    ['brackets', deep(100)],
    ['very many brackets', deep(100_000)],
  ])('%s', async (_what, body) => {
    expect(await faultOf(body)).toBe('malformed');
  });

  test('wrong UTF-8', async () => {
    expect(await faultOf(new Uint8Array([0x5b, 0x22, 0xff, 0x22, 0x5d]))).toBe('malformed');
  });

  test.each(['application/json', 'multipart/form-data', 'multipart/form-data; boundary=x', ''])(
    'a call of type %j',
    async (type) => {
      expect(await faultOf('[{}]', type)).toBe('malformed');
    },
  );

  test('what is too large, announced or not', async () => {
    const large = JSON.stringify(['a'.repeat(1024 * 1024)]);
    expect(await faultOf(large)).toBe('too-large');
    expect(await faultOf('[{}]', PLAIN, { 'next-action': 'id', 'content-length': '9999999' })).toBe(
      'too-large',
    );
  });

  test('a form in parts, which the framework takes for an action', async () => {
    expect(await faultOf('--x--', 'multipart/form-data; boundary=x', {})).toBe('malformed');
  });
});

test.each(['application/json', 'application/x-www-form-urlencoded', PLAIN])(
  'without an action %j is somebody else’s to judge',
  async (type) => {
    expect(await faultOf('{', type, {})).toBeNull();
  },
);
