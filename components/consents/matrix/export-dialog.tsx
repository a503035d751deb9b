'use client';
import { useState } from 'react';
import { SelectField } from '@/components/forms/field';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { Dialog } from '@/components/ui/dialog';
import { RadioGroup } from '@/components/ui/radio-group';
import { routes } from '@/lib/routes';

const KINDS = [
  { value: 'matrix.csv', label: 'The matrix, as a table (CSV)', help: 'A line for each patient.' },
  {
    value: 'decisions.csv',
    label: 'Every decision, as a table (CSV)',
    help: 'With who, how, and which wording.',
  },
  {
    value: 'matrix.fhir',
    label: 'What holds, as FHIR Consent (NDJSON)',
    help: 'For another system; no names.',
  },
  {
    value: 'decisions.fhir',
    label: 'Every decision, as FHIR Consent (NDJSON)',
    help: 'For another system; no names.',
  },
];
const PURPOSES = [
  { value: 'care', label: 'Care of the patients' },
  { value: 'research', label: 'The research of this study' },
  { value: 'quality', label: 'Checking quality' },
  { value: 'audit', label: 'An audit or inspection' },
  { value: 'patient-request', label: 'A patient asked for it' },
];

/** A file of what is on the screen, whoever is filtered away included. What it is for is put on record. */
export function ExportDialog({
  studyId,
  at,
  onClose,
}: {
  studyId: string;
  at: string | null;
  onClose: () => void;
}) {
  const [kind, setKind] = useState('matrix.csv');
  const [purpose, setPurpose] = useState('');
  const [what = '', format = ''] = kind.split('.');
  const href = routes.consentExport(studyId, { what, format, purpose, ...(at !== null && { at }) });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Export consent"
      footer={<Buttons href={purpose === '' ? null : href} onClose={onClose} />}
    >
      <RadioGroup legend="What" name="kind" look="cards" options={KINDS} value={kind} onChange={setKind} />
      <SelectField
        name="purpose"
        label="What is it for?"
        help="This is kept in the audit log."
        placeholder="Choose"
        options={PURPOSES}
        value={purpose}
        onChange={({ target }) => setPurpose(target.value)}
        className="mt-4"
      />
    </Dialog>
  );
}

/** A link, so that the browser saves the file as any other; none while nobody has said what it is for. */
function Buttons({ href, onClose }: { href: string | null; onClose: () => void }) {
  return (
    <>
      <Button onClick={onClose}>Cancel</Button>
      {href === null ? (
        <Button variant="primary" disabled>
          Download
        </Button>
      ) : (
        <a href={href} download className={buttonClass({ variant: 'primary' })} onClick={onClose}>
          Download
        </a>
      )}
    </>
  );
}
