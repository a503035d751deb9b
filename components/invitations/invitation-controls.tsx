'use client';
import { Ellipsis } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/forms/confirm-dialog';
import { Button } from '@/components/ui/button';
import { Menu, type MenuItem } from '@/components/ui/menu';
import type { EnrollmentState, StudyState } from '@/lib/authorization/question';
import type { InvitationRow } from '@/lib/invitations/invitation';
import { revokePatientInvitationAction } from '@/lib/invitations/invitation-actions';
import type { Invite } from './use-invite-patient';

// Each comes when it is asked for: a list of patients has many of these.
const SendDialog = dynamic(() => import('./send-dialog').then((file) => file.SendDialog), {
  ssr: false,
});
const WithdrawDialog = dynamic(() => import('./withdraw-dialog').then((file) => file.WithdrawDialog), {
  ssr: false,
});

type Props = {
  organizationId: string;
  study: { id: string; name: string; state: StudyState };
  enrollment: { id: string; state: EnrollmentState };
  patient: { patientId: string; name: string; email: string | null };
  invitation: InvitationRow | null;
  mayInvite: boolean;
};
type Asking = 'send' | 'revoke' | 'withdraw';

/** What can be done about an enrollment that is not ended: send, send again, take back, withdraw. */
export function InvitationControls(props: Props) {
  const { enrollment, invitation, patient } = props;
  const [asking, setAsking] = useState<Asking | null>(null);
  const { canSend, canRevoke, canWithdraw } = possibleOf(props);
  if (!props.mayInvite || !(canSend || canRevoke || canWithdraw)) return null;
  const close = () => setAsking(null);
  const isFirst = canSend && !invitation;
  const sendWord = enrollment.state === 'withdrawn' ? 'Invite again' : 'Send a new link';
  const item = (id: Asking, label: string, isDanger = false): MenuItem => ({
    id,
    label: `${label}…`,
    isDanger,
    onSelect: () => setAsking(id),
  });
  const items = [
    ...(canSend && !isFirst ? [item('send', sendWord)] : []),
    ...(canRevoke ? [item('revoke', 'Take back the invitation')] : []),
    ...(canWithdraw ? [item('withdraw', 'Withdraw from the study', true)] : []),
  ];
  return (
    <>
      <span className="inline-flex items-center gap-1">
        {isFirst && (
          <Button size="sm" onClick={() => setAsking('send')}>
            Send invitation
          </Button>
        )}
        {items.length > 0 && (
          <Menu label={`Actions for ${patient.name}`} items={items}>
            <Ellipsis aria-hidden />
          </Menu>
        )}
      </span>
      {asking === 'send' && <Send {...props} onClose={close} />}
      {asking === 'revoke' && invitation && <Revoke invitation={invitation} onClose={close} />}
      {asking === 'withdraw' && <WithdrawDialog {...props} onClose={close} />}
    </>
  );
}

function possibleOf({ study, enrollment, invitation }: Props) {
  const standing = invitation?.standing;
  return {
    canSend: study.state === 'active' && (enrollment.state === 'invited' || enrollment.state === 'withdrawn'),
    canRevoke: standing === 'open' || standing === 'study-closed',
    canWithdraw: enrollment.state === 'invited' || enrollment.state === 'active',
  };
}

function Send({
  organizationId,
  study,
  enrollment,
  patient,
  invitation,
  onClose,
}: Props & { onClose: () => void }) {
  const whom: Invite['whom'] =
    enrollment.state === 'withdrawn' ? { patientId: patient.patientId } : { enrollmentId: enrollment.id };
  return (
    <SendDialog
      title={`Invite ${patient.name} to ${study.name}`}
      organizationId={organizationId}
      studies={[study]}
      whom={whom}
      email={invitation?.email ?? patient.email}
      onClose={onClose}
    />
  );
}

function Revoke({ invitation, onClose }: { invitation: InvitationRow; onClose: () => void }) {
  const revoke = async () => {
    const result = await revokePatientInvitationAction({ invitationId: invitation.id });
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
      <p>
        The link that went to {invitation.email || 'the patient'} stops working at once. You can send a new
        one later.
      </p>
    </ConfirmDialog>
  );
}
