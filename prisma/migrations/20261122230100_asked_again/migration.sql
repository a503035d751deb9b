-- Whom a change of a study asks: everybody in it for a new request ('new'), whoever answered the former wording for a changed one
-- ('request'), whoever shares for a new text ('text'), which is no new question to somebody who said no. Each once, whatever the
-- number of kinds of data, and only those who want such letters. Past row security, for the people of the study's organization,
-- because an account is nobody else's to read.
CREATE FUNCTION consent_asked_addresses(p_study uuid, p_kind text, p_scope smallint) RETURNS TABLE (email text, name text, locale text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.email, u.name, u.locale
    FROM study s JOIN enrollment e ON e.study_id = s.id AND e.state = 'active'
    JOIN patient p ON p.id = e.patient_id
    JOIN user_account u ON u.id = p.user_id AND u.suspended_at IS NULL AND u.mail_on_consent_due
   WHERE s.id = p_study AND s.state IN ('active', 'paused') AND role_in(current_actor(), s.organization_id) IS NOT NULL
     AND (p_kind = 'new' OR e.id IN (
       SELECT c.enrollment_id FROM consent_states_of(p_study, wellkept_now()) c
         JOIN scope_request r ON r.study_id = p_study AND r.scope_id = c.scope_id AND r.removed_at IS NULL
        WHERE c.asked_again_at IS NOT NULL
          AND (p_kind = 'text' AND c.state IN ('granted', 'paused')
               OR p_kind = 'request' AND c.scope_id = p_scope AND c.state IN ('granted', 'paused', 'declined'))))
   ORDER BY u.email
$$;
REVOKE ALL ON FUNCTION consent_asked_addresses(uuid, text, smallint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consent_asked_addresses(uuid, text, smallint) TO wellkept_app;
