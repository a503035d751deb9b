'use client';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonLink } from '@/components/ui/button';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import type { PatientOverview } from '@/lib/patients/patient';
import { changePatientAction } from '@/lib/patients/patient-actions';
import { routes } from '@/lib/routes';
import { identifiersIn } from './identifiers-editor';
import { PATIENT_LABELS, PatientFields } from './patient-fields';

/**
 * Sends what was read beside what was written. In a conflict the fields keep what was typed, each says what it is now, and
 * the page is read again, so that saving once more is a decision about that.
 */
export function ChangePatientForm({ patient }: { patient: PatientOverview }) {
  const router = useRouter();
  const { organizationId, id, name, birthDate, email, identifiers } = patient;
  const [error, submit] = useActionState<PublicError | null, FormData>(async (_before, form) => {
    const result = await changePatientAction({
      organizationId,
      patientId: id,
      from: { name, birthDate, email, identifiers },
      name: text(form, 'name'),
      birthDate: text(form, 'birthDate') || null,
      email: text(form, 'email') || null,
      identifiers: identifiersIn(form),
    });
    if (!result.ok) {
      if (result.error.code === 'CONFLICT') router.refresh();
      return result.error;
    }
    router.push(routes.patient(organizationId, id));
    return null;
  }, null);
  return (
    <form action={submit} {...keepTyped} className="max-w-[40rem] space-y-4">
      <FormError message={error?.message} fields={error?.fields} labels={PATIENT_LABELS} />
      <PatientFields errors={error?.fields} values={patient} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
        <ButtonLink href={routes.patient(organizationId, id)}>Cancel</ButtonLink>
      </div>
    </form>
  );
}
