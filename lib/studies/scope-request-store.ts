import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import type { Scope, ScopeRequestRow } from './study';

const SCOPE = { id: true, code: true, name: true, plainNameEn: true, plainNameEs: true } as const;

export async function scopeByCode(tx: Tx, code: string): Promise<Scope> {
  const scope = await tx.scope.findFirst({ where: { code, archivedAt: null }, select: SCOPE });
  if (!scope)
    throw new AppError('INVALID_INPUT', 'Please check the marked fields.', {
      scopeCode: ['This kind of data is not in the catalogue.'],
    });
  return scope;
}

export function catalogue(tx: Tx): Promise<Scope[]> {
  return tx.scope.findMany({ where: { archivedAt: null }, select: SCOPE, orderBy: { name: 'asc' } });
}

type Asked = { studyId: string; scopeId: number; reason: string; required: boolean };

/**
 * A request that was taken back is asked anew as its next version: decisions name the version they answered. Null when
 * the study asks for this already.
 */
export async function askForScope(tx: Tx, asked: Asked): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO scope_request (study_id, scope_id, reason, required)
    VALUES (${asked.studyId}::uuid, ${asked.scopeId}::smallint, ${asked.reason}, ${asked.required})
    ON CONFLICT (study_id, scope_id) DO UPDATE
       SET reason = excluded.reason, required = excluded.required, version = scope_request.version + 1, removed_at = NULL
     WHERE scope_request.removed_at IS NOT NULL
    RETURNING id`;
  return row?.id ?? null;
}

/** The next version of the request where somebody may have answered the former one; null when there is no such request. */
export async function changeRequest(tx: Tx, asked: Asked, isNewVersion: boolean): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    UPDATE scope_request
       SET reason = ${asked.reason}, required = ${asked.required}, version = version + ${isNewVersion ? 1 : 0}
     WHERE study_id = ${asked.studyId}::uuid AND scope_id = ${asked.scopeId}::smallint AND removed_at IS NULL
       AND (reason, required) IS DISTINCT FROM (${asked.reason}, ${asked.required})
    RETURNING id`;
  return row?.id ?? null;
}

/** In a new draft: what another study asks for, from the first version again. */
export async function copyRequests(tx: Tx, fromStudyId: string, toStudyId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO scope_request (study_id, scope_id, reason, required)
    SELECT ${toStudyId}::uuid, r.scope_id, r.reason, r.required FROM scope_request r JOIN scope s ON s.id = r.scope_id
     WHERE r.study_id = ${fromStudyId}::uuid AND r.removed_at IS NULL AND s.archived_at IS NULL`;
}

export async function takeBackScope(tx: Tx, studyId: string, scopeId: number): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    UPDATE scope_request SET removed_at = wellkept_now()
     WHERE study_id = ${studyId}::uuid AND scope_id = ${scopeId}::smallint AND removed_at IS NULL RETURNING id`;
  return row?.id ?? null;
}

export async function requestsOf(tx: Tx, studyId: string): Promise<ScopeRequestRow[]> {
  const rows = await tx.scopeRequest.findMany({
    where: { studyId, removedAt: null },
    select: {
      id: true,
      reason: true,
      required: true,
      version: true,
      createdAt: true,
      scope: { select: SCOPE },
    },
    orderBy: [{ required: 'desc' }, { createdAt: 'asc' }, { scopeId: 'asc' }],
  });
  return rows.map(({ required, createdAt, ...row }) => ({
    ...row,
    isRequired: required,
    createdAt: createdAt.toISOString(),
  }));
}
