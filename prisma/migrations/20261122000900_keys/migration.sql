-- What a request for a patient's keys is about, found before it is authorized (see find_target).
CREATE FUNCTION find_enrollment_target(p_study uuid, p_patient uuid)
RETURNS TABLE (organization_id uuid, study_id uuid, patient_id uuid, enrollment_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT organization_id, study_id, patient_id, id FROM enrollment WHERE study_id = p_study AND patient_id = p_patient
$$;
