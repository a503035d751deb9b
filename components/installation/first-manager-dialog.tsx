'use client';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { InvitationResult, type SentInvitation } from '@/components/invitations/invitation-result';
import { AddressFields, chosenLocale } from '@/components/invitations/send-dialog';
import { Dialog } from '@/components/ui/dialog';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import { inviteFirstManagerAction } from '@/lib/installation/installation-actions';

type Props = { organization: { id: string; name: string }; onClose: () => void };
type State = { error: PublicError | null; sent: SentInvitation | null };

export function FirstManagerDialog({ organization, onClose }: Props) {
  const router = useRouter();
  const [{ error, sent }, submit] = useActionState<State, FormData>(
    async (_before, form) => {
      const result = await inviteFirstManagerAction({
        organizationId: organization.id,
        email: text(form, 'email'),
        locale: chosenLocale(form),
      });
      if (result.ok) router.refresh();
      return result.ok ? { error: null, sent: result.value } : { error: result.error, sent: null };
    },
    { error: null, sent: null },
  );
  return (
    <Dialog
      isOpen
      size="md"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`First manager of ${organization.name}`}
    >
      {sent ? (
        <InvitationResult {...sent} />
      ) : (
        <form action={submit} {...keepTyped} className="space-y-4 pb-2">
          <p className="text-ink-2">
            A manager runs the organization: its people, studies, settings and log. You will not see its
            patients’ data.
          </p>
          <FormError message={error?.message} fields={error?.fields} labels={{ email: 'E-mail' }} />
          <AddressFields email={null} error={error} />
          <SubmitButton pendingLabel="Sending…">Send invitation</SubmitButton>
        </form>
      )}
    </Dialog>
  );
}
