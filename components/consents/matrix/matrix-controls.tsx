'use client';
import { Field, SelectField } from '@/components/forms/field';
import { CONSENT_STATES, type ConsentState } from '@/lib/consents/consent';
import type { ConsentMatrix } from '@/lib/consents/consent-matrix';
import { AsOf } from './as-of';
import { ExportConsent } from './export-consent';
import type { MatrixFilter } from './matrix-filter';
import { STATE_WORDS } from './state-words';

type FilterProps = {
  matrix: ConsentMatrix;
  filter: MatrixFilter;
  onChange: (filter: MatrixFilter) => void;
};

const stateOf = (value: string): ConsentState | '' => CONSENT_STATES.find((state) => state === value) ?? '';

export function MatrixControls({
  studyId,
  shown,
  ...props
}: FilterProps & { studyId: string; shown: number }) {
  const { rows, at } = props.matrix;
  return (
    <div className="mb-3 flex flex-wrap items-end gap-2">
      <Filters {...props} />
      <AsOf at={at} />
      <ExportConsent studyId={studyId} at={at} />
      <p role="status" className="px-1 py-1.5 text-sm text-ink-2">
        {shown === rows.length
          ? `${shown.toLocaleString('en')} patients`
          : `${shown.toLocaleString('en')} of ${rows.length.toLocaleString('en')} patients`}
      </p>
    </div>
  );
}

function Filters({ matrix, filter, onChange }: FilterProps) {
  return (
    <>
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
    </>
  );
}
