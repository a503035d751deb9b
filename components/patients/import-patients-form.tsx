'use client';
import { Download } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useMemo, useState, useTransition } from 'react';
import { TextAreaField } from '@/components/forms/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { importPatientsAction } from '@/lib/patients/patient-actions';
import type { ImportOutcome } from '@/lib/patients/import-commands';
import { COLUMNS, readPatientFile, type ReadFile } from '@/lib/patients/patient-file';
import { routes } from '@/lib/routes';
import { counted } from '@/lib/studies/study-state';
import { ImportFileField } from './import-file-field';
import { ImportReport } from './import-report';
import { saveText } from './save-text';

type Alike = 'skip' | 'create';

/** A file or a paste, a look at every row by the server, and then all of them or none. */
export function ImportPatientsForm({ organizationId }: { organizationId: string }) {
  const [text, setText] = useState('');
  const [alike, setAlike] = useState<Alike>('skip');
  const { outcome, failure, setFailure, forget, send, isPending } = useImport(organizationId);
  const file = useMemo(() => (text.trim() === '' ? null : readPatientFile(text)), [text]);
  const change = (next: string) => {
    setText(next);
    forget();
  };
  const canStore = outcome !== null && outcome.problems.length === 0 && outcome.created > 0;
  return (
    <div className="max-w-[60rem] space-y-4">
      <RowsField text={text} onChange={change} onError={setFailure} />
      <AlikeField
        value={alike}
        onChange={(next) => {
          setAlike(next);
          forget();
        }}
      />
      <Problem text={failure ?? file?.problem ?? null} />
      {file && file.problem === null && <Unknown file={file} />}
      <Buttons
        count={canStore ? outcome.created : null}
        isReady={file?.problem === null}
        isPending={isPending}
        onSend={(isDryRun) => file && send(file, alike, isDryRun)}
      />
      {outcome && file && <ImportReport outcome={outcome} rows={file.rows} alike={alike} />}
    </div>
  );
}

type RowsProps = { text: string; onChange: (text: string) => void; onError: (message: string) => void };

function RowsField({ text, onChange, onError }: RowsProps) {
  return (
    <>
      <Columns />
      <ImportFileField onRead={onChange} onError={onError} />
      <TextAreaField
        name="rows"
        label="Or paste the rows"
        help="From a spreadsheet: copy the cells with the line of headings."
        rows={6}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  );
}

type ButtonsProps = {
  /** How many would be stored; null before they were looked at, and when something is wrong. */
  count: number | null;
  isReady: boolean;
  isPending: boolean;
  onSend: (isDryRun: boolean) => void;
};

function Buttons({ count, isReady, isPending, onSend }: ButtonsProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        variant={count === null ? 'primary' : 'secondary'}
        disabled={!isReady}
        isPending={isPending}
        pendingLabel="Please wait…"
        onClick={() => onSend(true)}
      >
        Check the rows
      </Button>
      {count !== null && (
        <Button
          variant="primary"
          isPending={isPending}
          pendingLabel="Please wait…"
          onClick={() => onSend(false)}
        >
          {`Import ${counted(count, 'patient')}`}
        </Button>
      )}
    </div>
  );
}

function useImport(organizationId: string) {
  const router = useRouter();
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const forget = () => {
    setOutcome(null);
    setFailure(null);
  };
  const send = ({ rows }: ReadFile, alike: Alike, isDryRun: boolean) =>
    startTransition(async () => {
      const result = await importPatientsAction({ organizationId, rows, isDryRun, alike }).catch(() => null);
      setFailure(
        result?.ok ? null : (result?.error.message ?? 'The rows did not arrive. Try again, or in two parts.'),
      );
      if (!result?.ok) return;
      setOutcome(result.value);
      if (result.value.isStored) router.push(routes.patients(organizationId));
    });
  return { outcome, failure, setFailure, forget, send, isPending };
}

function Columns() {
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-2 text-ink-2">
      <span>
        The first line names the columns: <span className="font-mono text-sm">{COLUMNS.join(', ')}</span>.
        Only the name is needed; dates are year-month-day.
      </span>
      <Button
        size="sm"
        icon={<Download aria-hidden />}
        onClick={() => saveText('patients.csv', `${COLUMNS.join(',')}\r\n`)}
      >
        Empty file
      </Button>
    </p>
  );
}

function AlikeField({ value, onChange }: { value: Alike; onChange: (next: Alike) => void }) {
  return (
    <RadioGroup
      name="alike"
      legend="Somebody alike is here already"
      value={value}
      onChange={(next) => onChange(next === 'create' ? 'create' : 'skip')}
      options={[
        { value: 'skip', label: 'Leave the row out' },
        { value: 'create', label: 'Make a new patient' },
      ]}
    />
  );
}

function Problem({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <Callout tone="danger" role="alert">
      {text}
    </Callout>
  );
}

function Unknown({ file: { rows, unknown } }: { file: ReadFile }) {
  return (
    <p className="text-ink-2">
      {rows.length.toLocaleString('en')} {rows.length === 1 ? 'row' : 'rows'} read.
      {unknown.length > 0 && ` Left out, because nothing here is called so: ${unknown.join(', ')}.`}
    </p>
  );
}
