'use client';
import { ConfirmDialog } from '@/components/forms/confirm-dialog';
import type { PractitionerInvitationRow } from '@/lib/invitations/invitation';
import { revokePractitionerInvitationAction } from '@/lib/invitations/invitation-actions';

type Props = { invitation: PractitionerInvitationRow; onClose: () => void };

export function RevokeDialog({ invitation, onClose }: Props) {
  const revoke = async () => {
    const result = await revokePractitionerInvitationAction({ invitationId: invitation.id });
    return result.ok ? null : result.error.message;
  };
  return (
    <ConfirmDialog
      title="Take back the invitation?"
      button="Take back"
      isDanger
      act={revoke}
      onClose={onClose}
    >
      <p>The link that went to {invitation.email} stops working at once. You can invite them again later.</p>
    </ConfirmDialog>
  );
}
