import 'server-only';
import type { Tx } from '@/lib/db/transaction';
import { containing } from '@/lib/db/like';
import { MOST_HITS, type Hit, type OrganizationHit, type PersonHit, type StudyHit } from './search';

/** Of the organizations the person has a role in. */
export function organizationsNamed(tx: Tx, userId: string, text: string): Promise<OrganizationHit[]> {
  return tx.$queryRaw<OrganizationHit[]>`
    SELECT o.id, o.name, max(m.role)::text AS role
      FROM organization o
      JOIN organization_closure c ON c.descendant_id = o.id
      JOIN membership m ON m.organization_id = c.ancestor_id AND m.user_id = ${userId}::uuid
       AND (m.ends_at IS NULL OR m.ends_at > clock_timestamp())
     WHERE o.name ILIKE ${containing(text)}
     GROUP BY o.id ORDER BY lower(o.name), o.id LIMIT ${MOST_HITS}`;
}

export function peopleNamed(tx: Tx, organizationId: string, text: string): Promise<PersonHit[]> {
  return tx.$queryRaw<PersonHit[]>`
    SELECT user_id AS id, name, email, role::text
      FROM people_named(${organizationId}::uuid, ${containing(text)}, ${MOST_HITS}::int)`;
}

export function patientsNamed(tx: Tx, organizationId: string, text: string): Promise<Hit[]> {
  return tx.$queryRaw<Hit[]>`
    SELECT p.id, p.name
      FROM patient p JOIN patient_organization po ON po.patient_id = p.id
     WHERE po.organization_id = ${organizationId}::uuid AND p.name ILIKE ${containing(text)}
     ORDER BY lower(p.name), p.id LIMIT ${MOST_HITS}`;
}

export function studiesNamed(tx: Tx, organizationId: string, text: string): Promise<StudyHit[]> {
  return tx.$queryRaw<StudyHit[]>`
    SELECT id, name, state::text FROM study
     WHERE organization_id = ${organizationId}::uuid AND name ILIKE ${containing(text)}
     ORDER BY lower(name), id LIMIT ${MOST_HITS}`;
}
