import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { withDatabase } from './database';
import { signInOver } from './sign-in';
import { plantTenant, type Tenant } from './tenant';

/** A tenant of the test's own, with `names` as patients in no study; the page's browser signed in as its manager. */
export async function tenantWithPatients(page: Page, names: string[] = []): Promise<Tenant> {
  const tenant = await plantTenant();
  for (const name of names) await plantPatient(tenant, name);
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await signInOver(page.request, tenant.manager);
  return tenant;
}

export function plantPatient({ organizationId, mark }: Tenant, name: string): Promise<string> {
  const id = randomUUID();
  return withDatabase(async (client) => {
    await client.query(
      `INSERT INTO patient (id, name, email, birth_date) VALUES ($1, $2, $3, '1980-02-03')`,
      [id, name, `${id}.${mark}@demo.wellkept.example`],
    );
    await client.query(`INSERT INTO patient_organization VALUES ($1, $2)`, [id, organizationId]);
    return id;
  });
}

/** Whom the database has in the study, by name. */
export function enrolledIn(studyId: string): Promise<string[]> {
  return withDatabase(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT p.name FROM enrollment e JOIN patient p ON p.id = e.patient_id WHERE e.study_id = $1 AND e.state <> 'withdrawn'
        ORDER BY p.name`,
      [studyId],
    );
    return rows.map(({ name }) => name);
  });
}
