'use client';
import { Field } from '@/components/forms/field';
import type { PublicError } from '@/lib/errors';
import type { PatientRow } from '@/lib/patients/patient';
import { IdentifiersEditor } from './identifiers-editor';

export const PATIENT_LABELS = {
  name: 'Name',
  birthDate: 'Birth date',
  email: 'E-mail',
  identifiers: 'Identifier',
};

type Values = Pick<PatientRow, 'name' | 'birthDate' | 'email' | 'identifiers'>;
type Props = { errors: PublicError['fields']; values?: Values };

/** What a new patient and a changed one are asked for. */
export function PatientFields({ errors, values }: Props) {
  return (
    <>
      <Field
        name="name"
        label={PATIENT_LABELS.name}
        errors={errors?.['name']}
        defaultValue={values?.name}
        required
        maxLength={200}
        autoComplete="off"
        autoFocus
      />
      <Field
        name="birthDate"
        type="date"
        label={PATIENT_LABELS.birthDate}
        hint="optional"
        defaultValue={values?.birthDate ?? ''}
        errors={errors?.['birthDate']}
      />
      <Field
        name="email"
        type="email"
        label={PATIENT_LABELS.email}
        hint="optional"
        help="Invitations go there."
        defaultValue={values?.email ?? ''}
        errors={errors?.['email']}
        maxLength={254}
        autoComplete="off"
      />
      <IdentifiersEditor identifiers={values?.identifiers ?? []} errors={identifierErrors(errors)} />
    </>
  );
}

function identifierErrors(fields: PublicError['fields']): string[] | undefined {
  const found = Object.entries(fields ?? {}).flatMap(([path, messages]) =>
    path.startsWith('identifiers') ? (messages ?? []) : [],
  );
  return found.length > 0 ? [...new Set(found)] : undefined;
}
