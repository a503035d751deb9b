'use client';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { Field } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { Callout } from '@/components/ui/callout';
import { Dialog } from '@/components/ui/dialog';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import { addSuperAdminAction } from '@/lib/installation/installation-actions';

const LABELS = { name: 'Name', email: 'E-mail' };
type State = { error: PublicError | null; added: string | null };

export function AddSuperAdminDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      isOpen
      size="md"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Add a system administrator"
    >
      <AddForm />
    </Dialog>
  );
}

function AddForm() {
  const router = useRouter();
  const [{ error, added }, submit] = useActionState<State, FormData>(
    async (_before, form) => {
      const email = text(form, 'email');
      const result = await addSuperAdminAction({ name: text(form, 'name'), email });
      if (!result.ok) return { error: result.error, added: null };
      router.refresh();
      return { error: null, added: email };
    },
    { error: null, added: null },
  );
  if (added !== null) return <Added email={added} />;
  return (
    <form action={submit} {...keepTyped} className="space-y-4 pb-2">
      <p className="text-ink-2">
        System administrators run the installation: organizations, accounts, catalogue. They see no patient
        data.
      </p>
      <FormError message={error?.message} fields={error?.fields} labels={LABELS} />
      <PersonFields errors={error?.fields} />
      <SubmitButton pendingLabel="Adding…">Add</SubmitButton>
    </form>
  );
}

function Added({ email }: { email: string }) {
  return (
    <Callout tone="success" role="status" title="The account is there" className="mb-3">
      {email} has no password yet. They choose one on the sign-in page, with “Forgot your password?”.
    </Callout>
  );
}

function PersonFields({ errors }: { errors: PublicError['fields'] }) {
  return (
    <>
      <Field
        name="name"
        label={LABELS.name}
        errors={errors?.['name']}
        required
        maxLength={200}
        autoComplete="off"
      />
      <Field
        name="email"
        type="email"
        label={LABELS.email}
        errors={errors?.['email']}
        required
        maxLength={254}
        autoComplete="off"
      />
    </>
  );
}
