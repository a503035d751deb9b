import 'server-only';
import { accountTarget } from '@/lib/accounts/account-target';
import type { Permission } from '@/lib/authorization/permissions';
import type { Principal } from '@/lib/authorization/question';
import type { TargetOf } from '@/lib/authorization/target-store';
import type { Tx } from '@/lib/db/transaction';
import { organizationTarget } from '@/lib/organizations/organization-store';
import { ask, type Query } from '@/lib/query';
import type { Found, Hit, OrganizationHit } from './search';
import type { SearchRequest } from './search-schema';
import { organizationsNamed, patientsNamed, peopleNamed, studiesNamed } from './search-store';

export function organizationSearch(q: string): Query<TargetOf<'account'>, OrganizationHit[]> {
  return {
    name: 'organization.search',
    permission: 'account.read',
    find: (_tx, { userId }) => Promise.resolve(accountTarget(userId)),
    read: (tx, { userId }) => organizationsNamed(tx, userId, q),
  };
}

type InOrganization<H extends Hit> = Query<TargetOf<'organization'>, H[]>;

function inOrganization<H extends Hit>(
  name: string,
  permission: Permission,
  organizationId: string,
  read: (tx: Tx, organizationId: string) => Promise<H[]>,
): InOrganization<H> {
  return {
    name,
    permission,
    find: (tx) => organizationTarget(tx, organizationId),
    read: (tx, target) => read(tx, target.organizationId),
  };
}

export const personSearch = (organizationId: string, q: string) =>
  inOrganization('person.search', 'person.read', organizationId, (tx, id) => peopleNamed(tx, id, q));

export const studySearch = (organizationId: string, q: string) =>
  inOrganization('study.search', 'study.read', organizationId, (tx, id) => studiesNamed(tx, id, q));

/** On record like a look at the list of patients. */
export const patientSearch = (organizationId: string, q: string): InOrganization<Hit> => ({
  ...inOrganization('patient.search', 'patient.read', organizationId, (tx, id) => patientsNamed(tx, id, q)),
  event: (_target, hits) => ({ type: 'patient.viewed', n: hits.length }),
});

/** Each kind by its own permission. One after the other: who may see nothing here is refused once, and on record once. */
export async function searchByName({ q, organization }: SearchRequest, principal: Principal): Promise<Found> {
  const here =
    organization === undefined
      ? { people: [], studies: [], patients: [] }
      : {
          people: await ask(personSearch(organization, q), principal),
          studies: await ask(studySearch(organization, q), principal),
          patients: await ask(patientSearch(organization, q), principal),
        };
  return { organizations: await ask(organizationSearch(q), principal), ...here };
}
