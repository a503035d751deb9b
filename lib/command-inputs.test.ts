import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';

/** A field that says who somebody is, who made a thing or how it stands: dear to whoever posts more than a form shows. */
const DEAR =
  /^(?:id|role|state|version|userType)$|(?:userId|parentId|accountId)$|(?:ed|ing)(?:By|As|At)$|admin|super|suspend|archive|revoke|hash|verified/i;

type Input = { name: string; schema: z.ZodType };
const commands: Input[] = [];

const isCommand = (value: unknown): value is { name: string; input: z.ZodType } =>
  typeof value === 'object' && value !== null && 'permission' in value && 'run' in value && 'input' in value;

beforeAll(async () => {
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((each) => each.endsWith('-commands.ts'))) {
    const module = (await import(/* @vite-ignore */ `./${file}`)) as Record<string, unknown>;
    for (const value of Object.values(module).filter(isCommand))
      commands.push({ name: value.name, schema: value.input });
  }
});

type Field = { path: string; def: Def };
/** What zod says of a schema; each kind has some of these. */
type Def = {
  type: string;
  shape?: Record<string, z.ZodType>;
  catchall?: z.ZodType;
  element?: z.ZodType;
  innerType?: z.ZodType;
  in?: z.ZodType;
  options?: z.ZodType[];
};

/** The schema and all that is in it. */
function fieldsOf(schema: z.ZodType, path = ''): Field[] {
  const def = schema.def as unknown as Def;
  const within = [def.element, def.innerType, def.in, ...(def.options ?? [])].filter(
    (each) => each !== undefined,
  );
  return [
    { path, def },
    ...within.flatMap((each) => fieldsOf(each, path)),
    ...Object.entries(def.shape ?? {}).flatMap(([key, each]) =>
      fieldsOf(each, path === '' ? key : `${path}.${key}`),
    ),
  ];
}

describe('what a command takes', () => {
  test('is all of them, each under a name of its own', () => {
    const names = commands.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(60);
    expect(new Set(names).size).toBe(names.length);
  });

  test('is what its schema names and nothing else: more is refused or left out, at every depth', () => {
    for (const { name, schema } of commands) {
      const fields = fieldsOf(schema);
      if (BY_HAND[name] !== '') expect(fields[0]?.def.type, name).toMatch(/^(?:object|union)$/);
      for (const { path, def } of fields) {
        expect(BY_HAND[name] === path ? [...KINDS, 'custom'] : KINDS, `${name} ${path}`).toContain(def.type);
        if (def.type === 'object') expect(def.catchall?.def.type ?? 'never', `${name} ${path}`).toBe('never');
      }
    }
  });

  test('names something dear only where that is what the form is for', () => {
    const dear: Record<string, string[]> = {};
    for (const { name, schema } of commands)
      for (const { path } of fieldsOf(schema))
        if (DEAR.test(path.split('.').at(-1) ?? '')) (dear[path] ??= []).push(name);
    for (const path of Object.keys(dear)) dear[path] = [...new Set(dear[path])].toSorted();
    expect(dear).toEqual({
      role: [
        'invitation.send-practitioner',
        'membership.add',
        'membership.change-role',
        'membership.change-roles',
      ],
      'people.role': ['invitation.send-several'],
      userId: ['membership.add', 'membership.appoint'],
      accountId: ['account.end-sessions', 'account.restore', 'account.suspend'],
      'wraps.memberUserId': ['study-key.create', 'study-key.grant'],
      state: ['study.change-state'],
      parentId: ['organization.create', 'organization.move'],
      // What the person had before their eyes, to notice a change by somebody else.
      version: [
        'organization.archive',
        'organization.archive-top',
        'organization.change',
        'organization.move',
        'organization.restore',
        'organization.restore-top',
      ],
      'record.version': ['key.set-up'],
    });
  });
});

/** Of schemas that take what they name. `any`, `unknown`, `record`, `map` and `custom` would take more. */
const KINDS = [
  'object',
  'array',
  'union',
  'string',
  'number',
  'boolean',
  'enum',
  'literal',
  'optional',
  'nullable',
  'default',
  'pipe',
  'transform',
];

/** Bytes, and an upload that its own entrance has parsed before: not what a browser posts. */
const BY_HAND: Record<string, string> = { 'factor.add-passkey': 'publicKey', 'observation.upload': '' };
