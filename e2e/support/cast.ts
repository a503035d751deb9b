import type { APIRequestContext } from '@playwright/test';
import { PEOPLE } from './people';
import { signInOver } from './sign-in';
import { deviceBodies, type DeviceBodies } from './device-bodies';
import { plantTenant, type Tenant } from './tenant';
import { keyInputs, type KeyInputs } from './tenant-keys';
import { test as base } from './test';

/** Sessions of everyone who may try: of the tenant itself, of another one, the installation's admin, and nobody's. */
export type Cast = Record<
  'manager' | 'member' | 'viewer' | 'patient' | 'stranger' | 'outsider' | 'admin' | 'nobody',
  APIRequestContext
>;
export type World = { tenant: Tenant; other: Tenant; keys: KeyInputs; bodies: DeviceBodies; cast: Cast };

/** Two organizations of this worker's own. The stranger manages the other one, the outsider is a patient of it. */
export const test = base.extend<object, { world: World }>({
  world: [
    async ({ playwright }, use, { project }) => {
      const opened: APIRequestContext[] = [];
      const session = async (who?: { email: string; password: string }) => {
        const request = await playwright.request.newContext({ baseURL: project.use.baseURL ?? '' });
        opened.push(request);
        if (who) await signInOver(request, who);
        return request;
      };
      const [tenant, other] = [await plantTenant(), await plantTenant()];
      const { manager, member, viewer, patient } = tenant;
      const cast: Cast = {
        manager: await session(manager),
        member: await session(member),
        viewer: await session(viewer),
        patient: await session(patient),
        stranger: await session(other.manager),
        outsider: await session(other.patient),
        admin: await session(PEOPLE.admin),
        nobody: await session(),
      };
      await use({ tenant, other, cast, keys: await keyInputs(tenant), bodies: await deviceBodies(tenant) });
      for (const request of opened) await request.dispose();
    },
    { scope: 'worker' },
  ],
});

export { expect } from '@playwright/test';
