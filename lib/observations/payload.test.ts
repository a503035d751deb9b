import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildBody,
  buildDataPoint,
  glucoseIn,
  isReadableScope,
  parseReading,
  SHAPES,
  type Reading,
  type ReadableScope,
} from './payload';

const SCOPES = Object.keys(SHAPES).filter(isReadableScope);
const folder = process.env['WELLKEPT_SCHEMAS'] ?? join(import.meta.dirname, '../../../shared/schemas');
const isPresent = existsSync(join(folder, 'omh', 'blood-glucose-4.0.json'));
const suffix = isPresent ? '' : ' (skipped: schemas not present)';
const HEADER = {
  uuid: 'aaaa1234-1a2b-4c4d-8e6f-000000000001',
  createdAt: Date.UTC(2026, 10, 22),
  modality: 'sensed',
} as const;

/** Every unit and time form we build, as a random reading. */
function readings(scope: ReadableScope): fc.Arbitrary<Reading> {
  const { measures, time } = SHAPES[scope] as { measures: Record<string, readonly string[]>; time: string };
  const value = fc.double({ min: 0, max: 1_000, noNaN: true });
  const parts = Object.entries(measures).map(([name, units]) =>
    fc.record({ name: fc.constant(name), value, unit: fc.constantFrom(...units) }),
  );
  const at = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2100, 0) });
  return fc
    .tuple(at, fc.integer({ min: 0, max: 86_400_000 }), fc.tuple(...parts))
    .map(([end, length, each]) => ({
      at: end,
      ...(time === 'interval' && { from: end - length }),
      measures: each,
    }));
}

describe.each(SCOPES)('%s', (scope) => {
  test('what is built is read back as it was', () => {
    fc.assert(
      fc.property(readings(scope), (reading) => {
        const sealed: unknown = JSON.parse(JSON.stringify(buildDataPoint(scope, HEADER, reading)));
        expect(parseReading(scope, sealed)).toEqual(reading);
        expect(parseReading(scope, buildBody(scope, reading))).toEqual(reading);
      }),
    );
  });

  test('another kind of reading is not taken for this one', () => {
    for (const other of SCOPES.filter((each) => each !== scope)) {
      const [reading] = fc.sample(readings(other), 1);
      expect(parseReading(scope, buildDataPoint(other, HEADER, reading!))).toBeNull();
    }
  });

  test.skipIf(!isPresent)(`what is built is what the standard calls valid${suffix}`, () => {
    const [, name, version] = scope.split(':');
    const schemas = new Schemas(folder);
    fc.assert(
      fc.property(readings(scope), (reading) => {
        const { header, body } = buildDataPoint(scope, HEADER, reading);
        expect(schemas.problems(join('omh', `${name ?? ''}-${version ?? ''}.json`), body)).toEqual([]);
        expect(schemas.problems('ieee/metadata/header-1.0.json', header)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});

test.skipIf(!isPresent)(`the checker finds what is wrong${suffix}`, () => {
  const schemas = new Schemas(folder);
  const good = {
    blood_glucose: { value: 1, unit: 'mg/dL' },
    effective_time_frame: { date_time: '2026-01-01T00:00:00Z' },
  };
  const wrong = [
    { ...good, blood_glucose: { value: '1', unit: 'mg/dL' } },
    { ...good, blood_glucose: { value: 1, unit: 'stone' } },
    { ...good, effective_time_frame: {} },
    { ...good, effective_time_frame: { date_time: 5 } },
    { blood_glucose: good.blood_glucose },
  ];
  expect(schemas.problems('omh/blood-glucose-4.0.json', good)).toEqual([]);
  for (const each of wrong) expect(schemas.problems('omh/blood-glucose-4.0.json', each)).not.toEqual([]);
});

test.skipIf(!isPresent)(`the standard's own data points are read${suffix}`, () => {
  for (const file of readdirSync(join(folder, 'omh-examples/data-points'))) {
    const scope = file
      .replace('.json', '')
      .replaceAll('_', ':')
      .replace(/(\d)-(\d)$/, '$1.$2');
    if (!isReadableScope(scope)) continue;
    const point: unknown = JSON.parse(readFileSync(join(folder, 'omh-examples/data-points', file), 'utf8'));
    expect(parseReading(scope, point)).not.toBeNull();
  }
});

test('every form of a time interval ends where the reading counts', () => {
  const at = Date.UTC(2026, 0, 2, 6);
  const steps = (time_interval: object) =>
    parseReading('omh:step-count:3.0', {
      step_count: { value: 9, unit: 'steps' },
      effective_time_frame: { time_interval },
    });
  const expected = { at, from: at - 3_600_000, measures: [{ name: 'step_count', value: 9, unit: 'steps' }] };
  expect(
    steps({ start_date_time: '2026-01-02T05:00:00Z', end_date_time: '2026-01-02T08:00:00+02:00' }),
  ).toEqual(expected);
  expect(steps({ start_date_time: '2026-01-02T05:00:00', duration: { value: 1, unit: 'h' } })).toEqual(
    expected,
  );
  expect(steps({ end_date_time: '2026-01-02T06:00:00Z', duration: { value: 60, unit: 'min' } })).toEqual(
    expected,
  );
  expect(
    steps({ start_date_time: '2026-01-02T07:00:00Z', end_date_time: '2026-01-02T06:00:00Z' }),
  ).toBeNull();
  expect(steps({ date: '2026-01-02', part_of_day: 'morning' })).toBeNull();
});

test.each([
  null,
  7,
  'text',
  [],
  {},
  { body: null },
  { body: { blood_glucose: { value: NaN, unit: 'mg/dL' } } },
])('content %j is no reading and no error', (content) => {
  expect(parseReading('omh:blood-glucose:4.0', content)).toBeNull();
  expect(parseReading('omh:unknown:1.0', content)).toBeNull();
});

test('a reading that lacks what its schema asks for cannot be built', () => {
  expect(() => buildBody('omh:heart-rate:2.0', { at: 0, measures: [] })).toThrow(RangeError);
  expect(() =>
    buildBody('omh:step-count:3.0', { at: 0, measures: [{ name: 'step_count', value: 1, unit: 'steps' }] }),
  ).toThrow(RangeError);
});

test('glucose is the same amount in both units', () => {
  const inMmol = glucoseIn('mmol/L', { name: 'blood_glucose', value: 180, unit: 'mg/dL' });
  expect(inMmol).toBeCloseTo(9.99, 2);
  expect(glucoseIn('mg/dL', { name: 'blood_glucose', value: inMmol, unit: 'mmol/L' })).toBeCloseTo(180);
});

type Json = Record<string, unknown>;

/** The few keywords of JSON Schema that these schemas use. A keyword that is not on the list would be missed, so it throws. */
class Schemas {
  readonly #folder: string;
  readonly #files = new Map<string, Json>();

  constructor(root: string) {
    this.#folder = root;
  }

  problems(path: string, value: unknown): string[] {
    return this.#check(this.#file(path), path, value, '$');
  }

  #file(path: string): Json {
    const known = this.#files.get(path);
    if (known) return known;
    const schema = JSON.parse(readFileSync(join(this.#folder, path), 'utf8')) as Json;
    this.#files.set(path, schema);
    return schema;
  }

  #check(schema: Json, path: string, value: unknown, at: string): string[] {
    for (const keyword of Object.keys(schema))
      if (!KNOWN.has(keyword)) throw new Error(`unknown keyword ${keyword}`);
    if (typeof schema['$ref'] === 'string') return this.#reference(schema['$ref'], path, value, at);
    const found: string[] = [];
    const type = schema['type'];
    if (typeof type === 'string' && !isOfType(type, value)) return [`${at} is not ${type}`];
    const allowed = schema['enum'] as unknown[] | undefined;
    if (allowed && !allowed.includes(value)) found.push(`${at} is not in the list`);
    if (schema['format'] === 'date-time' && Number.isNaN(Date.parse(String(value))))
      found.push(`${at} is no time`);
    for (const name of (schema['required'] as string[] | undefined) ?? []) {
      if (!Object.hasOwn(value as object, name)) found.push(`${at}.${name} is missing`);
    }
    for (const [name, inner] of Object.entries((schema['properties'] ?? {}) as Record<string, Json>)) {
      if (Object.hasOwn(value as object, name))
        found.push(...this.#check(inner, path, (value as Json)[name], `${at}.${name}`));
    }
    for (const inner of (schema['allOf'] as Json[] | undefined) ?? [])
      found.push(...this.#check(inner, path, value, at));
    const ways = schema['oneOf'] as Json[] | undefined;
    if (ways && ways.filter((way) => this.#check(way, path, value, at).length === 0).length !== 1)
      found.push(`${at} is not exactly one`);
    return found;
  }

  #reference(reference: string, path: string, value: unknown, at: string): string[] {
    if (reference.startsWith('#/definitions/')) {
      const definitions = this.#file(path)['definitions'] as Record<string, Json>;
      return this.#check(definitions[reference.slice('#/definitions/'.length)]!, path, value, at);
    }
    const name = reference.replace(/^https:.*\//, '');
    const isIeee = reference.startsWith('https://w3id.org/ieee') || path.startsWith('ieee/');
    const candidates = isIeee ? ['ieee/utility', 'ieee/metadata'] : [dirname(path)];
    const place = candidates
      .map((each) => join(each, name))
      .find((each) => existsSync(join(this.#folder, each)));
    if (place === undefined) throw new Error(`no schema ${reference}`);
    return this.#check(this.#file(place), place, value, at);
  }
}

const KNOWN = new Set([
  '$schema',
  '$id',
  '$ref',
  'title',
  'description',
  'references',
  'deprecation',
  'definitions',
  'type',
  'properties',
  'required',
  'enum',
  'format',
  'allOf',
  'oneOf',
  'pattern',
  'items',
  'anyOf',
]);

function isOfType(type: string, value: unknown): boolean {
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return type === 'array' ? Array.isArray(value) : typeof value === type;
}
