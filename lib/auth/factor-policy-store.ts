import 'server-only';
import type { Tx } from '@/lib/db/transaction';

/** Of an organization, and the organization above it that asks already. */
export type FactorRule = { isRequired: boolean; requiredBy: string | null };

export async function factorRuleOf(tx: Tx, organizationId: string): Promise<FactorRule> {
  const [row] = await tx.$queryRaw<FactorRule[]>`
    SELECT o.requires_second_factor AS "isRequired",
           (SELECT up.name FROM organization_closure c JOIN organization up ON up.id = c.ancestor_id
             WHERE c.descendant_id = o.id AND c.depth > 0 AND up.requires_second_factor ORDER BY c.depth LIMIT 1) AS "requiredBy"
      FROM organization o WHERE o.id = ${organizationId}::uuid`;
  return row ?? { isRequired: false, requiredBy: null };
}

export async function setFactorRule(tx: Tx, organizationId: string, isRequired: boolean): Promise<void> {
  await tx.$executeRaw`
    UPDATE organization SET requires_second_factor = ${isRequired} WHERE id = ${organizationId}::uuid`;
}

export async function sessionHasFactor(tx: Tx, sessionId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM user_session WHERE id = ${sessionId}::uuid AND factor_at IS NOT NULL`;
  return rows.length > 0;
}
