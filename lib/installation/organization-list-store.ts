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
  /** Somebody manages it, here or from above. */
  isManaged: boolean;
  /** The address of the first manager whose invitation stands open. */
  invitedManager: string | null;
};

/** The tree in order, without a word about patients. */
export function allOrganizations(tx: Tx): Promise<InstallationOrganization[]> {
  return tx.$queryRaw<InstallationOrganization[]>`
    SELECT o.id, o.name, o.type, o.created_at AS "createdAt", o.archived_at IS NOT NULL AS "isArchived",
           ARRAY(SELECT up.name FROM organization_closure c JOIN organization up ON up.id = c.ancestor_id
                  WHERE c.descendant_id = o.id AND c.depth > 0 ORDER BY c.depth DESC) AS path,
           (SELECT count(*)::int FROM membership m WHERE m.organization_id = o.id
               AND (m.ends_at IS NULL OR m.ends_at > clock_timestamp())) AS practitioners,
           manager_count(o.id) > 0 AS "isManaged",
           (SELECT i.email FROM invitation i WHERE i.organization_id = o.id AND i.kind = 'practitioner' AND i.role = 'manager'
               AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > clock_timestamp()
             ORDER BY i.created_at DESC LIMIT 1) AS "invitedManager"
      FROM organization o
     ORDER BY ARRAY(SELECT lower(up.name) FROM organization_closure c JOIN organization up ON up.id = c.ancestor_id
                     WHERE c.descendant_id = o.id ORDER BY c.depth DESC), o.id
     LIMIT 1000`;
}
