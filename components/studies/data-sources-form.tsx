'use client';
import { useActionState } from 'react';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SaveRow } from '@/components/forms/save-row';
import { Badge } from '@/components/ui/badge';
import { Checkbox } from '@/components/ui/checkbox';
import type { PublicError } from '@/lib/errors';
import type { DataSource } from '@/lib/studies/study';
import { setDataSourcesAction } from '@/lib/studies/study-actions';

type Props = { studyId: string; dataSources: DataSource[] };
type State = { error: PublicError | null; isSaved: boolean };

export function DataSourcesForm({ studyId, dataSources }: Props) {
  const [{ error, isSaved }, submit] = useActionState<State, FormData>(
    async (_before, form) => {
      const dataSourceIds = dataSources.map(({ id }) => id).filter((id) => form.has(id));
      const result = await setDataSourcesAction({ studyId, dataSourceIds });
      return { error: result.ok ? null : result.error, isSaved: result.ok };
    },
    { error: null, isSaved: false },
  );
  return (
    <form action={submit} {...keepTyped} className="space-y-4">
      <FormError message={error?.message} fields={undefined} />
      <fieldset className="max-h-80 space-y-2 overflow-y-auto">
        <legend className="sr-only">Devices and apps of the study</legend>
        {dataSources.map(({ id, name, kind, isChosen, isRetired }) => (
          <Checkbox
            key={id}
            name={id}
            defaultChecked={isChosen}
            label={
              <>
                <bdi>{name}</bdi> <span className="text-sm text-ink-2">{kind}</span>
                {isRetired && <Badge className="ml-2">Retired</Badge>}
              </>
            }
          />
        ))}
      </fieldset>
      <SaveRow isSaved={isSaved}>Save the choice</SaveRow>
    </form>
  );
}
