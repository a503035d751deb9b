'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useUnlocked } from '@/components/keys/use-unlocked';
import type { PublicError } from '@/lib/errors';
import { sendInvitationAction } from '@/lib/invitations/invitation-actions';
import type { Locale } from '@/lib/i18n/locale';
import { enrollPatientAction } from '@/lib/patients/patient-actions';
import { startDataGroup } from '@/lib/vault/study-keys';
import type { SentInvitation } from './invitation-result';

export type Invite = {
  organizationId: string;
  studyId: string;
  /** Without an enrollment the patient is enrolled first. */
  whom: { patientId: string } | { enrollmentId: string };
  email: string;
  locale: Locale;
};

const KEY_FAILED: PublicError = {
  code: 'CONFLICT',
  message: 'The patient’s key was not made. Unlock, or ask a manager to share the study’s key with you.',
};

/**
 * Enroll, make the data group's key in this browser, send: three steps in one press. What was done stays done when a later
 * step fails, and pressing again goes on from there.
 */
export function useInvitePatient() {
  const router = useRouter();
  const unlocked = useUnlocked();
  const [enrolled, setEnrolled] = useState<{ patientId: string; enrollmentId: string } | null>(null);

  return async function invite({
    organizationId,
    studyId,
    whom,
    email,
    locale,
  }: Invite): Promise<{ ok: true; value: SentInvitation } | { ok: false; error: PublicError }> {
    let enrollmentId: string;
    if ('enrollmentId' in whom) enrollmentId = whom.enrollmentId;
    else if (enrolled?.patientId === whom.patientId) enrollmentId = enrolled.enrollmentId;
    else {
      const result = await enrollPatientAction({ studyId, patientId: whom.patientId });
      if (!result.ok) return result;
      enrollmentId = result.value.enrollmentId;
      setEnrolled({ patientId: whom.patientId, enrollmentId });
    }
    try {
      await unlocked(() => startDataGroup({ organizationId, studyId, enrollmentId }));
    } catch {
      router.refresh(); // the enrollment is there by now, and the list says that nothing was sent yet
      return { ok: false, error: KEY_FAILED };
    }
    return sendInvitationAction({ enrollmentId, email, locale });
  };
}
