'use client';
import { ConfirmDialog } from '@/components/forms/confirm-dialog';
import { withdrawEnrollmentAction } from '@/lib/patients/patient-actions';
import type { EnrollmentState } from '@/lib/authorization/question';

type Props = {
  enrollment: { id: string; state: EnrollmentState };
  patient: { name: string };
  study: { name: string };
  onClose: () => void;
};

/** What follows at once, what stays, and the way back. */
export function WithdrawDialog({ enrollment, patient, study, onClose }: Props) {
  const withdraw = async () => {
    const result = await withdrawEnrollmentAction({ enrollmentId: enrollment.id });
    return result.ok ? null : result.error.message;
  };
  return (
    <ConfirmDialog
      title={`Withdraw ${patient.name} from ${study.name}?`}
      button="Withdraw"
      isDanger
      act={withdraw}
      onClose={onClose}
    >
      <ul className="list-disc space-y-1.5 pl-5">
        {enrollment.state === 'active' ? (
          <>
            <li>From now on nobody can read this patient’s data in this study, whatever they shared.</li>
            <li>Their phone cannot send readings to this study any more.</li>
            <li>Answers, readings and the audit log stay. Nothing is deleted.</li>
          </>
        ) : (
          <li>The invitation that may be on its way stops working.</li>
        )}
        <li>Other studies of this patient go on.</li>
        <li>You can invite them again: they then take part only after a new yes.</li>
      </ul>
    </ConfirmDialog>
  );
}
