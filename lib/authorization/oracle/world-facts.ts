import type { Facts } from '../question';

/** A row of authorization_facts with what stands beside it in loadFacts. */
export type FactsRow = {
  role: Facts['role'];
  own_patient: boolean;
  study_state: Facts['studyState'];
  enrollment_state: Facts['enrollmentState'];
  consent_state: string | null;
  consent_ends_at: Date | null;
  began_at: Date | null;
  ends_at: Date | null;
  second_factor_missing: boolean;
};

export function toFacts(row: FactsRow | undefined): Facts {
  if (!row) throw new Error('no facts for a combination');
  return {
    role: row.role,
    ownPatient: row.own_patient,
    clientDataGroupId: null,
    secondFactorMissing: row.second_factor_missing,
    studyState: row.study_state,
    enrollmentState: row.enrollment_state,
    consent: row.consent_state ? { state: row.consent_state, endsAt: row.consent_ends_at } : null,
    emergency: row.began_at && row.ends_at ? { beganAt: row.began_at, endsAt: row.ends_at } : null,
  };
}
