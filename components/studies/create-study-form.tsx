'use client';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { Field, TextAreaField } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { useUnlocked } from '@/components/keys/use-unlocked';
import { ButtonLink } from '@/components/ui/button';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import { routes } from '@/lib/routes';
import { createStudyAction } from '@/lib/studies/study-actions';
import { startStudyKey } from '@/lib/vault/study-keys';

const LABELS = { name: 'Name', purpose: 'Purpose', contact: 'Contact', ethicsNumber: 'Ethics number' };

/** Makes the study and, in this browser, its key. Without the key the study's page says how to make it later. */
export function CreateStudyForm({ organizationId }: { organizationId: string }) {
  const router = useRouter();
  const unlocked = useUnlocked();
  const [error, submit] = useActionState<PublicError | null, FormData>(async (_before, form) => {
    const result = await createStudyAction({
      organizationId,
      name: text(form, 'name'),
      purpose: text(form, 'purpose'),
      contact: text(form, 'contact'),
      ethicsNumber: text(form, 'ethicsNumber'),
    });
    if (!result.ok) return result.error;
    const studyId = result.value.id;
    await unlocked(() => startStudyKey({ organizationId, studyId })).catch(() => undefined);
    router.push(routes.study(organizationId, studyId));
    return null;
  }, null);

  return (
    <form action={submit} {...keepTyped} className="max-w-[40rem] space-y-4">
      <FormError message={error?.message} fields={error?.fields} labels={LABELS} />
      <Field
        name="name"
        label={LABELS.name}
        errors={error?.fields?.['name']}
        required
        maxLength={120}
        autoFocus
      />
      <StudyTextFields errors={error?.fields} />
      <p className="text-sm text-ink-2">
        Readings of this study are sealed. Your browser makes the study’s key and shares it with your
        colleagues; the server never has it.
      </p>
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Creating…">Create</SubmitButton>
        <ButtonLink href={routes.studies(organizationId)}>Cancel</ButtonLink>
      </div>
    </form>
  );
}

type TextProps = {
  errors: PublicError['fields'];
  values?: { purpose: string; contact: string; ethicsNumber: string };
};

/** The fields that a new study and a study's settings share. */
export function StudyTextFields({ errors, values }: TextProps) {
  return (
    <>
      <TextAreaField
        name="purpose"
        label={LABELS.purpose}
        hint="needed before the study opens"
        help="In plain words. Patients read this before they decide."
        errors={errors?.['purpose']}
        defaultValue={values?.purpose}
        maxLength={2000}
      />
      <Field
        name="contact"
        label={LABELS.contact}
        hint="optional"
        help="Whom patients can ask: a name, and a phone number or an address."
        errors={errors?.['contact']}
        defaultValue={values?.contact}
        maxLength={500}
      />
      <Field
        name="ethicsNumber"
        label={LABELS.ethicsNumber}
        hint="optional"
        errors={errors?.['ethicsNumber']}
        defaultValue={values?.ethicsNumber}
        maxLength={120}
      />
    </>
  );
}
