import 'server-only';
import { containing } from '@/lib/db/like';
import type { Tx } from '@/lib/db/transaction';
import { readCursor, writeCursor } from '@/lib/list-cursor';
import type { OrganizationFilter } from './account-admin-schema';

export type InstallationOrganization = {
  id: string;
  name: string;
  type: string;
  version: number;
  /** The names above it, from the top. */
  path: string[];
  createdAt: Date;
  isArchived: boolean;
  practitioners: number;
  /** Organizations below it. */
  below: number;
  /** Somebody manages it, here or from above. */
  isManaged: boolean;
  /** The address of the first manager whose invitation stands open. */
  invitedManager: string | null;
};

export type OrganizationPage = {
  rows: InstallationOrganization[];
  nextCursor: string | null;
  total: number;
};

const PAGE = 50;

type Row = {
  id: string;
  name: string;
  type: string;
  version: number;
  created_at: Date;
  is_archived: boolean;
  path: string[];
  key: string;
  total: number;
  practitioners: number;
  organizations_below: number;
  is_managed: boolean;
  invited_manager: string | null;
};

/** One page of all trees in their order, without a word about patients. */
export async function allOrganizations(tx: Tx, { q, after }: OrganizationFilter): Promise<OrganizationPage> {
  const cursor = readCursor(after);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT * FROM installation_organizations(${containing(q)}, ${cursor?.value ?? null}, ${cursor?.id ?? null}::uuid, ${PAGE + 1}::int)`;
  const shown = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? shown.at(-1) : undefined;
  return {
    rows: shown.map(toOrganization),
    nextCursor: last ? writeCursor({ value: last.key, id: last.id }) : null,
    total: rows[0]?.total ?? 0,
  };
}

function toOrganization(row: Row): InstallationOrganization {
  const { id, name, type, version, path, practitioners } = row;
  return {
    id,
    name,
    type,
    version,
    path,
    practitioners,
    createdAt: row.created_at,
    isArchived: row.is_archived,
    below: row.organizations_below,
    isManaged: row.is_managed,
    invitedManager: row.invited_manager,
  };
}
