import 'server-only';
import type { AuditEvent } from '@/lib/audit/events';
import { command } from '@/lib/command';
import type { Tx } from '@/lib/db/transaction';
import { organizationTarget, requireNotArchived } from '@/lib/organizations/organization-store';
import { ImportPatients, readRow, type ImportedPatient, type ImportRow } from './import-schema';
import { alikeLines, insertPatients, takenIdentifiers } from './import-store';
import type { RowProblem } from './patient-file';

export type ImportOutcome = {
  problems: RowProblem[];
  /** Lines that look like somebody who is here already. Whom is not said: the list of patients says it. */
  alike: number[];
  /** How many would be stored, or were. */
  created: number;
  isStored: boolean;
};

/** All or nothing: with one row that cannot be, no patient is made. A look before it stores nothing and says the same. */
export const importPatients = command({
  name: 'patient.import',
  input: ImportPatients,
  permission: 'patient.manage',
  target: (tx, { organizationId }) => organizationTarget(tx, organizationId),
  run: async ({ tx, input: { rows, isDryRun, alike: alikeRule }, target: { organizationId } }) => {
    await requireNotArchived(tx, organizationId);
    const { patients, problems } = await checked(tx, organizationId, rows);
    const alike = await alikeLines(tx, organizationId, patients);
    const wanted = alikeRule === 'skip' ? patients.filter(({ line }) => !alike.has(line)) : patients;
    const isStored = !isDryRun && problems.length === 0 && wanted.length > 0;
    const ids = isStored ? await insertPatients(tx, organizationId, wanted) : [];
    const value: ImportOutcome = { problems, alike: [...alike], created: wanted.length, isStored };
    return { value, event: eventsOf(ids, rows.length) };
  },
});

/** A look tells something about the patients who are here, so it is on record as one. */
function eventsOf(ids: string[], n: number): AuditEvent | [AuditEvent, ...AuditEvent[]] {
  const [first, ...rest] = ids.map((patientId): AuditEvent => ({ type: 'patient.created', patientId }));
  return first ? [first, ...rest] : { type: 'patient.viewed', n };
}

async function checked(
  tx: Tx,
  organizationId: string,
  rows: ImportRow[],
): Promise<{ patients: ImportedPatient[]; problems: RowProblem[] }> {
  const read = rows.map(readRow);
  const patients = read.flatMap((row) => ('patient' in row ? [row.patient] : []));
  const problems = read.flatMap((row) =>
    'patient' in row ? [] : row.problems.map((problem) => ({ line: row.line, ...problem })),
  );
  const taken = await takenIdentifiers(tx, organizationId, patients);
  return {
    patients,
    problems: [...problems, ...repeated(patients), ...[...taken].map(takenProblem)].toSorted(
      (one, other) => one.line - other.line,
    ),
  };
}

function takenProblem(line: number): RowProblem {
  return { line, field: 'value', message: 'Another patient of this organization has this identifier.' };
}

/** The same identifier in an earlier line of the file, or the same line. Families share addresses, so those are no error. */
function repeated(patients: ImportedPatient[]): RowProblem[] {
  const seen = new Map<string, number>();
  return patients.flatMap(({ line, name, birthDate, email, identifiers }) => {
    const keys: [field: string, key: string][] = [
      ...identifiers.map(({ system, value }): [string, string] => ['value', JSON.stringify([system, value])]),
      ['name', JSON.stringify([name.toLowerCase(), birthDate, email, identifiers])],
    ];
    const found = keys.flatMap(([field, key]) => {
      const before = seen.get(`${field}|${key}`);
      if (before === undefined) seen.set(`${field}|${key}`, line);
      return before === undefined ? [] : [{ line, field, message: `The same as in line ${before}.` }];
    });
    return found.slice(0, 1);
  });
}
