import 'server-only';
import type { TargetOf } from '@/lib/authorization/target-store';
import { forPage, type Query } from '@/lib/query';
import { catalogueScopes, dataSources, type CatalogueScope, type DataSourceRow } from './catalogue-store';
import { INSTALLATION } from './installation-target';

export type Catalogue = { scopes: CatalogueScope[]; sources: DataSourceRow[] };

export const catalogue: Query<TargetOf<'installation'>, Catalogue> = {
  name: 'catalogue.read',
  permission: 'installation.read',
  find: () => Promise.resolve(INSTALLATION),
  read: async (tx) => ({ scopes: await catalogueScopes(tx), sources: await dataSources(tx) }),
};

export function readCatalogue(): Promise<Catalogue> {
  return forPage(catalogue);
}
