import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import type { PreparedUpload } from './prepared-upload';

export type UploadOutcome =
  | 'stored'
  | 'repeated'
  | 'batch-differs'
  | 'device-revoked'
  | 'enrollment-not-active'
  | 'study-not-active'
  | 'scope-not-asked'
  | 'unknown-key';
export type UploadResult = {
  outcome: UploadOutcome;
  accepted: number;
  duplicates: number;
  batchId: string | null;
};

/** Ids for codes and names; what is not in the catalogue is refused by the path of its first use. */
export async function resolveNames(tx: Tx, { deks, observations }: PreparedUpload) {
  const codes = [...new Set([...deks, ...observations].map(({ scope }) => scope))];
  const sources = [...new Set(observations.map(({ dataSource }) => dataSource))];
  const knownScopes = await tx.scope.findMany({
    where: { code: { in: codes } },
    select: { id: true, code: true },
  });
  const knownSources = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT id::text, name FROM data_source WHERE id::text = ANY (${sources}) OR name = ANY (${sources})`;
  const scopeIds = new Map(knownScopes.map(({ id, code }) => [code, id]));
  const sourceIds = new Map(knownSources.flatMap(({ id, name }) => [[id, id] as const, [name, id] as const]));
  for (const [n, { scope }] of deks.entries()) {
    if (!scopeIds.has(scope)) throw unknown(`deks.${n}.scope`, 'This scope is not in the catalogue.');
  }
  for (const [n, { scope, dataSource }] of observations.entries()) {
    if (!scopeIds.has(scope)) throw unknown(`observations.${n}.scope`, 'This scope is not in the catalogue.');
    if (!sourceIds.has(dataSource))
      throw unknown(`observations.${n}.dataSourceId`, 'This data source is not in the catalogue.');
  }
  return { scopeIds, sourceIds };
}

const unknown = (path: string, message: string) =>
  new AppError('INVALID_INPUT', 'Please check the marked fields.', { [path]: [message] });

type Names = { scopeIds: ReadonlyMap<string, number>; sourceIds: ReadonlyMap<string, string> };
type Row = { outcome: UploadOutcome; accepted: number; duplicates: number; batch_id: string | null };

/** All or nothing, in the one function that may write observations. */
export async function storeUpload(
  tx: Tx,
  deviceId: string,
  { dataGroupId, clientBatchId, manifest, signature, deks, ...upload }: PreparedUpload,
  { scopeIds, sourceIds }: Names,
): Promise<UploadResult> {
  // Ascending by id, so that two uploads of the same observations wait for each other and never in a circle.
  const observations = [...upload.observations].sort((a, b) => (a.id < b.id ? -1 : 1));
  const contents = observations.map(({ content }) => content);
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT * FROM upload_observations(${deviceId}::uuid, ${dataGroupId}::uuid, ${clientBatchId}::uuid,
      ${manifest}::bytea, ${signature}::bytea,
      ${deks.map(({ dekRef }) => dekRef)}::uuid[], ${deks.map(({ scope }) => scopeIds.get(scope))}::smallint[],
      ${deks.map(({ tinkKeyId }) => tinkKeyId)}::bigint[], ${deks.map(({ wrapped }) => wrapped)}::bytea[],
      ${observations.map(({ id }) => id)}::uuid[], ${observations.map(({ scope }) => scopeIds.get(scope))}::smallint[],
      ${observations.map(({ dataSource }) => sourceIds.get(dataSource))}::uuid[],
      ${observations.map(({ effectiveAt }) => effectiveAt)}::timestamptz[],
      ${observations.map(({ dekRef }) => dekRef)}::uuid[], ${Buffer.concat(contents)}::bytea,
      ${startsOf(contents)}::int[], ${contents.map(({ length }) => length)}::int[])`;
  if (!row) throw new Error('upload_observations answered nothing');
  return { outcome: row.outcome, accepted: row.accepted, duplicates: row.duplicates, batchId: row.batch_id };
}

/** Where each begins in all of them together, counted from one. A thousand byte strings travel best as one. */
function startsOf(contents: readonly Uint8Array[]): number[] {
  let end = 1;
  return contents.map(({ length }) => (end += length) - length);
}
