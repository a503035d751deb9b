'use client';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { Field, TextAreaField } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonLink } from '@/components/ui/button';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import { createTopOrganizationAction } from '@/lib/installation/installation-actions';
import { routes } from '@/lib/routes';

const LABELS = { name: 'Name', type: 'Kind of organization', contact: 'Contact' };

/** The root of a new tree. Its first manager is invited next, from the list. */
export function CreateTopOrganizationForm() {
  const router = useRouter();
  const [error, submit] = useActionState<PublicError | null, FormData>(async (_before, form) => {
    const result = await createTopOrganizationAction({
      name: text(form, 'name'),
      type: text(form, 'type'),
      contact: text(form, 'contact'),
    });
    if (!result.ok) return result.error;
    router.push(routes.admin());
    return null;
  }, null);
  const errors = error?.fields;
  return (
    <form action={submit} {...keepTyped} className="max-w-[40rem] space-y-4">
      <FormError message={error?.message} fields={errors} labels={LABELS} />
      <OrganizationFields errors={errors} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Creating…">Create</SubmitButton>
        <ButtonLink href={routes.admin()}>Cancel</ButtonLink>
      </div>
    </form>
  );
}

function OrganizationFields({ errors }: { errors: PublicError['fields'] }) {
  return (
    <>
      <Field name="name" label={LABELS.name} errors={errors?.['name']} required maxLength={120} autoFocus />
      <Field
        name="type"
        label={LABELS.type}
        help="For example health system, hospital, clinic, university."
        errors={errors?.['type']}
        defaultValue="health system"
        required
        maxLength={60}
      />
      <TextAreaField
        name="contact"
        label={LABELS.contact}
        hint="optional"
        help="Whom patients and colleagues can ask."
        errors={errors?.['contact']}
        maxLength={500}
      />
    </>
  );
}
