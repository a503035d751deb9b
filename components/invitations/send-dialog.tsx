'use client';
import { useActionState } from 'react';
import { Field, SelectField } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { Dialog } from '@/components/ui/dialog';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import { isLocale } from '@/lib/i18n/locale';
import { InvitationResult, type SentInvitation } from './invitation-result';
import { useInvitePatient, type Invite } from './use-invite-patient';

type Props = {
  title: string;
  organizationId: string;
  /** One, or a choice. */
  studies: { id: string; name: string }[];
  whom: Invite['whom'];
  email: string | null;
  onClose: () => void;
};
type State = { error: PublicError | null; sent: SentInvitation | null };

/** To somebody who is known already: the address, the language, and in which study when there is a choice. */
export function SendDialog({ title, onClose, ...props }: Props) {
  return (
    <Dialog isOpen size="md" onOpenChange={(isOpen) => !isOpen && onClose()} title={title}>
      <SendForm {...props} />
    </Dialog>
  );
}

function SendForm({ organizationId, studies, whom, email }: Omit<Props, 'title' | 'onClose'>) {
  const invite = useInvitePatient();
  const [{ error, sent }, submit] = useActionState<State, FormData>(
    async (_before, form) => {
      const result = await invite({
        organizationId,
        studyId: text(form, 'study') || (studies[0]?.id ?? ''),
        whom,
        email: text(form, 'email'),
        locale: chosenLocale(form),
      });
      return result.ok ? { error: null, sent: result.value } : { error: result.error, sent: null };
    },
    { error: null, sent: null },
  );
  if (sent) return <InvitationResult {...sent} />;
  return (
    <form action={submit} {...keepTyped} className="space-y-4 pb-2">
      <FormError message={error?.message} fields={error?.fields} labels={{ email: 'E-mail' }} />
      {studies.length > 1 && (
        <SelectField
          name="study"
          label="Study"
          options={studies.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <AddressFields email={email} error={error} />
      <SubmitButton pendingLabel="Sending…">Send invitation</SubmitButton>
    </form>
  );
}

/** Where the invitation goes, and in which language it is written. */
export function AddressFields({ email, error }: { email: string | null; error: PublicError | null }) {
  return (
    <>
      <Field
        name="email"
        type="email"
        label="E-mail"
        defaultValue={email ?? ''}
        errors={error?.fields?.['email']}
        autoComplete="off"
        required
        maxLength={254}
      />
      <SelectField
        name="locale"
        label="Language of the letter"
        options={[
          { value: 'en', label: 'English' },
          { value: 'es', label: 'Spanish' },
        ]}
      />
    </>
  );
}

export function chosenLocale(form: FormData) {
  const chosen = text(form, 'locale');
  return isLocale(chosen) ? chosen : 'en';
}
