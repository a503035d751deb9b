'use client';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { Field, SelectField } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonLink } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { useTimeZone } from '@/components/ui/clock';
import { RadioGroup } from '@/components/ui/radio-group';
import { isAsked, type ScopeConsent, type SharedStudy } from '@/lib/consents/consent';
import { recordOnBehalfAction } from '@/lib/consents/consent-actions';
import type { RecordOnBehalf } from '@/lib/consents/consent-schema';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import { routes } from '@/lib/routes';
import { momentOf } from './local-moment';

type Props = { organizationId: string; study: SharedStudy; initialScope: string };

const LABELS = {
  scope: 'Kind of data',
  answer: 'The patient’s answer',
  method: 'How did they say it?',
  spokenAt: 'When?',
  documentReference: 'Document',
  witness: 'Witness',
  endsAt: 'Until',
};
const METHODS = [
  { value: 'paper', label: 'On a signed paper' },
  { value: 'in-person', label: 'In person' },
  { value: 'telephone', label: 'On the telephone' },
  { value: 'video', label: 'In a video call' },
];

/** What may be written down: a yes or a no to what the patient is asked, or asked anew after they stopped. */
const mayBeRecorded = (scope: ScopeConsent) =>
  isAsked(scope) || scope.state === 'declined' || scope.state === 'stopped' || scope.state === 'expired';

export function RecordForm({ organizationId, study, initialScope }: Props) {
  const { error, submit } = useRecording(organizationId, study);
  const open = study.scopes.filter(mayBeRecorded);
  if (study.enrollmentState !== 'active' || open.length === 0)
    return (
      <Callout tone="info">
        {open.length === 0
          ? 'Every request has its answer. A change of mind to stop is the patient’s own, on their page.'
          : 'The patient is not in this study now, so there is nothing to answer.'}
      </Callout>
    );
  return (
    <form action={submit} {...keepTyped} className="max-w-[40rem] space-y-4">
      <FormError message={error?.message} fields={error?.fields} labels={LABELS} />
      <AnswerFields scopes={open} initialScope={initialScope} errors={error?.fields} />
      <EvidenceFields errors={error?.fields} />
      <p className="text-sm text-ink-2">
        The patient will see that you wrote this down, and is asked whether it is right. They can change it at
        any time.
      </p>
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Recording…">Record</SubmitButton>
        <ButtonLink href={routes.studyConsent(organizationId, study.studyId)}>Cancel</ButtonLink>
      </div>
    </form>
  );
}

function useRecording(organizationId: string, study: SharedStudy) {
  const router = useRouter();
  const zone = useTimeZone();
  const [error, submit] = useActionState<PublicError | null, FormData>(async (_before, form) => {
    const scope = study.scopes.find(({ scopeCode }) => scopeCode === text(form, 'scope'));
    const input = {
      enrollmentId: study.enrollmentId,
      scope: text(form, 'scope'),
      answer: text(form, 'answer'),
      method: text(form, 'method'),
      spokenAt: momentOf(text(form, 'spokenAt'), zone)?.toISOString() ?? '',
      documentReference: text(form, 'documentReference'),
      witness: text(form, 'witness'),
      informationVersion: study.information?.version ?? 0,
      requestVersion: scope?.requestVersion ?? 0,
      endsAt: momentOf(`${text(form, 'endsAt')}T23:59`, zone)?.toISOString() ?? null,
    };
    // What the form has is what the server checks; its types are promised there.
    const result = await recordOnBehalfAction(input as RecordOnBehalf);
    if (!result.ok) return result.error;
    router.push(routes.studyConsent(organizationId, study.studyId));
    return null;
  }, null);
  return { error, submit };
}

type Errors = { errors: PublicError['fields'] };

function AnswerFields({
  scopes,
  initialScope,
  errors,
}: Errors & { scopes: ScopeConsent[]; initialScope: string }) {
  const isKnown = scopes.some(({ scopeCode }) => scopeCode === initialScope);
  return (
    <>
      <SelectField
        name="scope"
        label={LABELS.scope}
        placeholder="Choose"
        defaultValue={isKnown ? initialScope : ''}
        options={scopes.map(({ scopeCode, name, required }) => ({
          value: scopeCode,
          label: required ? `${name} (required)` : name,
        }))}
        errors={errors?.['scope']}
      />
      <RadioGroup
        legend={LABELS.answer}
        name="answer"
        options={[
          { value: 'share', label: 'Yes, share it' },
          { value: 'decline', label: 'No, do not share it' },
        ]}
        errors={errors?.['answer']}
      />
      <Field
        name="endsAt"
        type="date"
        label={LABELS.endsAt}
        hint="optional"
        help="The last day, if they said yes for a time only."
        errors={errors?.['endsAt']}
        className="max-w-56"
      />
    </>
  );
}

function EvidenceFields({ errors }: Errors) {
  return (
    <>
      <RadioGroup legend={LABELS.method} name="method" options={METHODS} errors={errors?.['method']} />
      <Field
        name="spokenAt"
        type="datetime-local"
        label={LABELS.spokenAt}
        errors={errors?.['spokenAt']}
        className="max-w-56"
      />
      <Field
        name="documentReference"
        label={LABELS.documentReference}
        hint="optional"
        help="Where the signed paper or the note is kept, such as its number."
        maxLength={200}
        errors={errors?.['documentReference']}
      />
      <Field
        name="witness"
        label={LABELS.witness}
        hint="optional"
        help="Who else was there."
        maxLength={200}
        errors={errors?.['witness']}
      />
    </>
  );
}
