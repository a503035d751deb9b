import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodePage,
  encodePage,
  MalformedFrames,
  readBatches,
  readDeks,
  readObservations,
} from './observation-frames';

const bytes = fc.uint8Array({ maxLength: 200 }).map((each) => new Uint8Array(each));
const pages = fc.record({
  count: fc.integer({ min: 0, max: 5_000 }),
  hasMore: fc.boolean(),
  nextCursor: fc.option(fc.base64String({ minLength: 4, maxLength: 60 })),
  blocks: fc.record({ observations: bytes, deks: bytes, batches: bytes }),
});

test('a page is read back as it was written', () => {
  fc.assert(
    fc.property(pages, (page) => {
      expect(decodePage(encodePage(page))).toEqual(page);
    }),
  );
});

test('a page that was cut, lengthened or is something else is malformed, and nothing worse', () => {
  fc.assert(
    fc.property(pages, fc.nat(400), (page, length) => {
      const whole = encodePage(page);
      if (length < whole.length) expect(() => decodePage(whole.slice(0, length))).toThrow(MalformedFrames);
      expect(() => decodePage(new Uint8Array([...whole, 0]))).toThrow(MalformedFrames);
    }),
  );
  fc.assert(
    fc.property(bytes, (any) => {
      expect(() => decodePage(any)).toThrow(MalformedFrames);
    }),
  );
});

test('a block of anything gives frames or is malformed, and always ends', () => {
  fc.assert(
    fc.property(bytes, (block) => {
      for (const read of [readObservations, readDeks, readBatches]) {
        try {
          read(block);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedFrames);
        }
      }
    }),
  );
});

test('the documented bytes of an observation', () => {
  const ids = ['1', '2', '3'].map((digit) => digit.repeat(32));
  const [observation = '', source = '', batch = ''] = ids;
  const hex = [observation, '0000019a00000000', source, batch, '0000000000000007', '00000003', '0a0b0c'].join(
    '',
  );
  const block = new Uint8Array(Buffer.from(hex, 'hex'));
  expect(readObservations(block)).toEqual([
    {
      clientObservationId: '11111111-1111-1111-1111-111111111111',
      effectiveAt: 0x019a00000000,
      dataSourceId: '22222222-2222-2222-2222-222222222222',
      batchId: '33333333-3333-3333-3333-333333333333',
      dekId: '7',
      content: new Uint8Array([10, 11, 12]),
    },
  ]);
});
