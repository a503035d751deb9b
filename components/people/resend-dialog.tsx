'use client';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Dialog } from '@/components/ui/dialog';
import type { PractitionerInvitationRow } from '@/lib/invitations/invitation';
import { resendPractitionerInvitationAction } from '@/lib/invitations/invitation-actions';
import { PractitionerLink, type SentLink } from './practitioner-link';

type Props = { invitation: PractitionerInvitationRow; onClose: () => void };

/** Only its hash is kept, so that a link to copy is always a new one. */
export function ResendDialog({ invitation, onClose }: Props) {
  const { sent, failure, isPending, resend } = useResend(invitation.id);
  return (
    <Dialog
      isOpen
      size="md"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Send the invitation of ${invitation.email} again?`}
      footer={
        sent ? (
          <Button onClick={onClose}>Done</Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" onClick={resend} isPending={isPending} pendingLabel="Sending…">
              Send again
            </Button>
          </>
        )
      }
    >
      {sent ? (
        <PractitionerLink {...sent} />
      ) : (
        <p>A new link goes out and works for 7 days. The one before stops working at once.</p>
      )}
      {failure && (
        <Callout tone="danger" role="alert" className="mt-3">
          {failure}
        </Callout>
      )}
    </Dialog>
  );
}

function useResend(invitationId: string) {
  const [sent, setSent] = useState<SentLink | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const resend = () =>
    startTransition(async () => {
      const result = await resendPractitionerInvitationAction({ invitationId });
      if (result.ok) setSent(result.value);
      else setFailure(result.error.message);
    });
  return { sent, failure, isPending, resend };
}
