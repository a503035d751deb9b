'use client';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonLink } from '@/components/ui/button';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import type { PossibleDuplicate } from '@/lib/patients/patient';
import { createPatientAction } from '@/lib/patients/patient-actions';
import { routes } from '@/lib/routes';
import { identifiersIn } from './identifiers-editor';
import { PATIENT_LABELS, PatientFields } from './patient-fields';
import { PossibleDuplicates } from './possible-duplicates';

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
      <FormError message={error?.message} fields={error?.fields} labels={PATIENT_LABELS} />
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
  return {
    organizationId,
    name: text(form, 'name'),
    birthDate: text(form, 'birthDate') || null,
    email: text(form, 'email') || null,
    identifiers: identifiersIn(form),
    isKnownToBeNew: text(form, 'new') === 'yes',
  };
}
