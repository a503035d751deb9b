-- Letters about changes of sharing: to the patient, and to those who run the study.
ALTER TABLE user_account ADD COLUMN mail_on_consent_change boolean NOT NULL DEFAULT true;

-- Members and managers of the study's own organization who want to hear of it. Past row security, because the patient whose
-- change it is sees nobody's role; for the patients and the people of the study only.
CREATE FUNCTION consent_watchers(p_study uuid) RETURNS TABLE (email text, name text, locale text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.email, u.name, u.locale
    FROM study s JOIN membership m ON m.organization_id = s.organization_id AND m.role >= 'member'
     AND (m.ends_at IS NULL OR m.ends_at > clock_timestamp())
    JOIN user_account u ON u.id = m.user_id AND u.suspended_at IS NULL AND u.mail_on_consent_change
   WHERE s.id = p_study AND u.id <> current_actor()
     AND (EXISTS (SELECT FROM my_enrollments() e WHERE e.study_id = p_study) OR role_in(current_actor(), s.organization_id) IS NOT NULL)
   ORDER BY u.email
$$;

-- The patient's own address, when they want letters.
CREATE FUNCTION consent_patient_address(p_enrollment uuid) RETURNS TABLE (email text, name text, locale text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.email, u.name, u.locale
    FROM enrollment e JOIN patient p ON p.id = e.patient_id
    JOIN user_account u ON u.id = p.user_id AND u.suspended_at IS NULL AND u.mail_on_consent_change
   WHERE e.id = p_enrollment AND (p.user_id = current_actor() OR role_in(current_actor(), e.organization_id) IS NOT NULL)
$$;

REVOKE ALL ON FUNCTION consent_watchers(uuid), consent_patient_address(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consent_watchers(uuid), consent_patient_address(uuid) TO wellkept_app;
