'use client';
import { UserPlus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useActionState, useState } from 'react';
import { Field } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { Button } from '@/components/ui/press-button';
import { Callout } from '@/components/ui/callout';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import { addSuperAdminAction } from '@/lib/installation/installation-actions';

// Needed after a press only.
const Dialog = dynamic(() => import('@/components/ui/dialog').then((file) => file.Dialog), { ssr: false });

const LABELS = { name: 'Name', email: 'E-mail' };
type State = { error: PublicError | null; added: string | null };

export function AddSuperAdminButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<UserPlus aria-hidden />} onClick={() => setOpen(true)}>
        Add administrator
      </Button>
      {isOpen && (
        <Dialog isOpen size="md" onOpenChange={setOpen} title="Add a system administrator">
          <AddForm />
        </Dialog>
      )}
    </>
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
