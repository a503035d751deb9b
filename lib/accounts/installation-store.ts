import 'server-only';
import type { Tx } from '@/lib/db/transaction';

export type InstallationOrganization = {
  id: string;
  name: string;
  type: string;
  /** The names above it, from the top. */
  path: string[];
  createdAt: Date;
  isArchived: boolean;
  practitioners: number;
};

export type AccountCount = {
  userType: 'practitioner' | 'patient' | 'super_admin';
  total: number;
  suspended: number;
};

/** The tree in order, without a word about patients. */
export function allOrganizations(tx: Tx): Promise<InstallationOrganization[]> {
  return tx.$queryRaw<InstallationOrganization[]>`
    SELECT o.id, o.name, o.type, o.created_at AS "createdAt", o.archived_at IS NOT NULL AS "isArchived",
           ARRAY(SELECT up.name FROM organization_closure c JOIN organization up ON up.id = c.ancestor_id
                  WHERE c.descendant_id = o.id AND c.depth > 0 ORDER BY c.depth DESC) AS path,
           (SELECT count(*)::int FROM membership m WHERE m.organization_id = o.id
               AND (m.ends_at IS NULL OR m.ends_at > clock_timestamp())) AS practitioners
      FROM organization o
     ORDER BY ARRAY(SELECT lower(up.name) FROM organization_closure c JOIN organization up ON up.id = c.ancestor_id
                     WHERE c.descendant_id = o.id ORDER BY c.depth DESC), o.id
     LIMIT 1000`;
}

export function accountCounts(tx: Tx): Promise<AccountCount[]> {
  return tx.$queryRaw<AccountCount[]>`
    SELECT user_type::text AS "userType", count(*)::int AS total, count(suspended_at)::int AS suspended
      FROM user_account GROUP BY user_type ORDER BY user_type`;
}
