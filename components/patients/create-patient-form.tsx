'use client';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { Field } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonLink } from '@/components/ui/button';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import type { PossibleDuplicate } from '@/lib/patients/patient';
import { createPatientAction } from '@/lib/patients/patient-actions';
import { routes } from '@/lib/routes';
import { PossibleDuplicates } from './possible-duplicates';

const LABELS = { name: 'Name', birthDate: 'Birth date', email: 'E-mail', identifiers: 'Identifier' };
type State = { error: PublicError | null; duplicates: PossibleDuplicate[] };

export function CreatePatientForm({ organizationId }: { organizationId: string }) {
  const router = useRouter();
  const [{ error, duplicates }, submit] = useActionState<State, FormData>(
    async (_before, form) => {
      const known = text(form, 'known');
      if (known) {
        router.push(routes.patient(organizationId, known));
        return { error: null, duplicates: [] };
      }
      const result = await createPatientAction(inputOf(organizationId, form));
      if (!result.ok) return { error: result.error, duplicates: [] };
      if (result.value.outcome === 'possible-duplicates')
        return { error: null, duplicates: result.value.duplicates };
      router.push(routes.patient(organizationId, result.value.id));
      return { error: null, duplicates: [] };
    },
    { error: null, duplicates: [] },
  );
  return (
    <form action={submit} {...keepTyped} className="max-w-[40rem] space-y-4">
      <FormError message={error?.message} fields={error?.fields} labels={LABELS} />
      <PatientFields errors={error?.fields} />
      {duplicates.length > 0 ? (
        <PossibleDuplicates duplicates={duplicates} verb="Open" />
      ) : (
        <div className="flex flex-wrap gap-2">
          <SubmitButton pendingLabel="Creating…">Create</SubmitButton>
          <ButtonLink href={routes.patients(organizationId)}>Cancel</ButtonLink>
        </div>
      )}
    </form>
  );
}

function inputOf(organizationId: string, form: FormData) {
  const value = text(form, 'identifierValue').trim();
  return {
    organizationId,
    name: text(form, 'name'),
    birthDate: text(form, 'birthDate') || null,
    email: text(form, 'email') || null,
    identifiers: value === '' ? [] : [{ system: text(form, 'identifierSystem').trim() || 'MRN', value }],
    isKnownToBeNew: text(form, 'new') === 'yes',
  };
}

function PatientFields({ errors }: { errors: PublicError['fields'] }) {
  return (
    <>
      <Field
        name="name"
        label={LABELS.name}
        errors={errors?.['name']}
        required
        maxLength={200}
        autoComplete="off"
        autoFocus
      />
      <Field
        name="birthDate"
        type="date"
        label={LABELS.birthDate}
        hint="optional"
        errors={errors?.['birthDate']}
      />
      <Field
        name="email"
        type="email"
        label={LABELS.email}
        hint="optional"
        help="Invitations go there."
        errors={errors?.['email']}
        maxLength={254}
        autoComplete="off"
      />
      <IdentifierFields errors={errors} />
    </>
  );
}

function IdentifierFields({ errors }: { errors: PublicError['fields'] }) {
  return (
    <fieldset className="grid gap-4 sm:grid-cols-[1fr_2fr]">
      <legend className="sr-only">{LABELS.identifiers}</legend>
      <Field
        name="identifierSystem"
        label="Number system"
        defaultValue="MRN"
        maxLength={200}
        autoComplete="off"
      />
      <Field
        name="identifierValue"
        label={LABELS.identifiers}
        hint="optional"
        errors={errors?.['identifiers'] ?? errors?.['identifiers.0.value']}
        maxLength={200}
        autoComplete="off"
      />
    </fieldset>
  );
}
