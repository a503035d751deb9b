'use client';
import { Field, SelectField } from '@/components/forms/field';
import { CONSENT_STATES, type ConsentState } from '@/lib/consents/consent';
import type { ConsentMatrix } from '@/lib/consents/consent-matrix';
import { AsOf } from './as-of';
import type { MatrixFilter } from './matrix-filter';
import { STATE_WORDS } from './state-words';

type Props = {
  matrix: ConsentMatrix;
  filter: MatrixFilter;
  onChange: (filter: MatrixFilter) => void;
  shown: number;
};

export function MatrixControls({ matrix, filter, onChange, shown }: Props) {
  const stateOf = (value: string): ConsentState | '' => CONSENT_STATES.find((state) => state === value) ?? '';
  return (
    <div className="mb-3 flex flex-wrap items-end gap-2">
      <Field
        name="q"
        type="search"
        label="Find a patient"
        isLabelHidden
        placeholder="Name"
        autoComplete="off"
        value={filter.q}
        onChange={({ target }) => onChange({ ...filter, q: target.value })}
        className="w-full max-w-56"
      />
      <SelectField
        name="scope"
        label="Kind of data"
        isLabelHidden
        placeholder="Every kind of data"
        value={filter.scope}
        onChange={({ target }) => onChange({ ...filter, scope: target.value })}
        options={matrix.scopes.map(({ code, name }) => ({ value: code, label: name }))}
        className="w-48"
      />
      <SelectField
        name="state"
        label="State"
        isLabelHidden
        placeholder="Every state"
        value={filter.state}
        onChange={({ target }) => onChange({ ...filter, state: stateOf(target.value) })}
        options={CONSENT_STATES.map((value) => ({ value, label: STATE_WORDS[value] }))}
        className="w-40"
      />
      <AsOf at={matrix.at} />
      <p role="status" className="px-1 py-1.5 text-sm text-ink-2">
        {shown === matrix.rows.length
          ? `${shown.toLocaleString('en')} patients`
          : `${shown.toLocaleString('en')} of ${matrix.rows.length.toLocaleString('en')} patients`}
      </p>
    </div>
  );
}
