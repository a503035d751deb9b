import { z } from 'zod';
import { MOST_ROWS } from './patient-file';
import { CreatePatient } from './patient-schema';

const cell = z.string().max(1_000);

/** Taken as it stands in the file: what is wrong in a row is told by its line, together with every other. */
export const ImportPatients = z.object({
  organizationId: z.uuid(),
  rows: z
    .array(
      z.object({
        line: z.int().min(1),
        name: cell,
        birthDate: cell,
        email: cell,
        system: cell,
        value: cell,
      }),
    )
    .min(1, 'There is no patient in it.')
    .max(MOST_ROWS, `At most ${MOST_ROWS} at once.`),
  /** Only looks, and stores nothing. */
  isDryRun: z.boolean(),
  /** What becomes of a row that looks like somebody who is here already. */
  alike: z.enum(['skip', 'create']),
});
export type ImportPatients = z.input<typeof ImportPatients>;
export type ImportRow = z.output<typeof ImportPatients>['rows'][number];

const { name, birthDate, email, identifiers } = CreatePatient.shape;
const Patient = z.object({ name, birthDate, email, identifiers });
export type ImportedPatient = z.output<typeof Patient> & { line: number };

export type ReadRow =
  { patient: ImportedPatient } | { line: number; problems: { field: string; message: string }[] };

const FIELDS: Record<string, string> = { identifiers: 'value' };

/** By the same rules as the form for one patient. */
export function readRow(row: ImportRow): ReadRow {
  const value = row.value.trim();
  const parsed = Patient.safeParse({
    name: row.name,
    birthDate: row.birthDate.trim() || null,
    email: row.email.trim() || null,
    identifiers: value === '' ? [] : [{ system: row.system.trim() || 'MRN', value }],
  });
  if (parsed.success) return { patient: { ...parsed.data, line: row.line } };
  const problems = parsed.error.issues.map(({ path, message }) => {
    const field = String(path[0] ?? 'name');
    return { field: FIELDS[field] ?? field, message };
  });
  return { line: row.line, problems };
}
