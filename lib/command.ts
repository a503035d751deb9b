import 'server-only';
import { z } from 'zod';
import type { AuditEvent } from '@/lib/audit/events';
import { guarded } from '@/lib/authorization/guard';
import type { Permission } from '@/lib/authorization/permissions';
import type { Facts, Principal, Target } from '@/lib/authorization/question';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';

/**
 * A change to the system, described once and used by every way in (server action, REST, job).
 * Permission, target and audit event are required: leaving one out does not compile.
 */
export type Command<S extends z.ZodType, T extends Target, R> = {
  name: string;
  input: S;
  permission: Permission;
  target: (tx: Tx, input: z.output<S>, principal: Principal) => Promise<T | null>;
  run: (args: {
    tx: Tx;
    input: z.output<S>;
    target: T;
    facts: Facts;
    principal: Principal;
  }) => Promise<{ value: R; event: AuditEvent | readonly [AuditEvent, ...AuditEvent[]] }>;
};

export function command<S extends z.ZodType, T extends Target, R>(
  definition: Command<S, T, R>,
): Command<S, T, R> {
  return definition;
}

/** sign-in → parse → find → authorize → run → record. */
export async function execute<S extends z.ZodType, T extends Target, R>(
  { name, input: schema, permission, target: find, run }: Command<S, T, R>,
  principal: Principal | null,
  rawInput: unknown,
): Promise<R> {
  if (!principal) throw new AppError('UNAUTHENTICATED', 'Please sign in.');
  const input = parseInput(schema, rawInput);
  return guarded({
    name,
    principal,
    permission,
    find: (tx) => find(tx, input, principal),
    work: (tx, target, facts) => run({ tx, input, target, facts, principal }),
  });
}

/** The parsed input, or INVALID_INPUT with a message at each field. */
export function parseInput<S extends z.ZodType>(schema: S, rawInput: unknown): z.output<S> {
  if (holdsNul(rawInput)) throw new AppError('INVALID_INPUT', 'Text must not hold a NUL character.');
  const result = schema.safeParse(rawInput);
  if (result.success) return result.data;
  throw new AppError('INVALID_INPUT', 'Please check the marked fields.', fieldErrors(result.error));
}

/** Errors by the dotted path of their field: a program that sent 5,000 observations must learn which one is wrong. */
function fieldErrors(error: z.ZodError): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const { path, message } of error.issues.slice(0, 20))
    (fields[path.join('.') || 'body'] ??= []).push(message);
  return fields;
}

/**
 * PostgreSQL stores no NUL in text. Looked for once, here, and not in every schema; with a list of what is left to look at
 * and not by recursion, which a body of a hundred thousand brackets would overflow.
 */
function holdsNul(input: unknown): boolean {
  const left: unknown[] = [input];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string' && value.includes('\0')) return true;
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue;
    for (const inner of Object.values(value)) left.push(inner);
  }
  return false;
}
