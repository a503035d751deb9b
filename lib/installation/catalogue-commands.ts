import 'server-only';
import { command } from '@/lib/command';
import { AppError } from '@/lib/errors';
import { AddDataSource, ChangeDataSource } from './catalogue-schema';
import { insertDataSource, setRetired } from './catalogue-store';
import { INSTALLATION } from './installation-target';

export const addDataSource = command({
  name: 'data-source.add',
  input: AddDataSource,
  permission: 'installation.manage',
  target: () => Promise.resolve(INSTALLATION),
  run: async ({ tx, input: { name, kind } }) => {
    const id = await insertDataSource(tx, name, kind);
    if (id === null)
      throw new AppError('INVALID_INPUT', 'Please check the marked fields.', {
        name: ['There is a data source of this name.'],
      });
    return {
      value: { id },
      event: { type: 'data-source.created', resource: { kind: 'data-source', id } },
    };
  },
});

/** No study takes it up any more; what came from it stays readable. */
export const retireDataSource = changing('data-source.retire', true);
export const restoreDataSource = changing('data-source.restore', false);

function changing(name: string, isRetired: boolean) {
  return command({
    name,
    input: ChangeDataSource,
    permission: 'installation.manage',
    target: () => Promise.resolve(INSTALLATION),
    run: async ({ tx, input: { dataSourceId: id } }) => {
      if (!(await setRetired(tx, id, isRetired)))
        throw new AppError('CONFLICT', isRetired ? 'It is retired already.' : 'It is in use already.');
      return {
        value: null,
        event: { type: 'data-source.changed', resource: { kind: 'data-source', id } },
      };
    },
  });
}
