import { Field, TextAreaField } from '@/components/forms/field';
import type { PublicError } from '@/lib/errors';

export const ORGANIZATION_LABELS = {
  name: 'Name',
  type: 'Kind',
  contact: 'Contact',
  description: 'Description',
};

type Words = { name: string; type: string; contact: string; description: string };
type Props = { errors: PublicError['fields']; values?: Words | undefined };

/** The words of an organization, for a new one and for one that is there. */
export function OrganizationFields({ errors, values }: Props) {
  return (
    <>
      <Field
        name="name"
        label={ORGANIZATION_LABELS.name}
        defaultValue={values?.name}
        errors={errors?.['name']}
        required
        maxLength={120}
        autoComplete="off"
      />
      <Field
        name="type"
        label={ORGANIZATION_LABELS.type}
        help="Such as hospital, clinic, ward, institute."
        defaultValue={values?.type ?? 'clinic'}
        errors={errors?.['type']}
        required
        maxLength={60}
        autoComplete="off"
      />
      <OptionalFields errors={errors} values={values} />
    </>
  );
}

function OptionalFields({ errors, values }: Props) {
  return (
    <>
      <Field
        name="contact"
        label={ORGANIZATION_LABELS.contact}
        hint="optional"
        help="Whom people can ask. It stands on invitations that no longer work."
        defaultValue={values?.contact}
        errors={errors?.['contact']}
        maxLength={500}
      />
      <TextAreaField
        name="description"
        label={ORGANIZATION_LABELS.description}
        hint="optional"
        defaultValue={values?.description}
        errors={errors?.['description']}
        maxLength={2000}
      />
    </>
  );
}
