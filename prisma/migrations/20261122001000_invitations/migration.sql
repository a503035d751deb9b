-- What an invitee may do before anyone knows them. Whoever holds a link's secret is nobody yet, so row security hides the
-- invitation; these functions show and change exactly the one row whose secret the caller holds, and check everything inside.
-- Refusals are values, not errors: a wrong code has to be counted, and every refusal has to be recorded.

ALTER TABLE invitation
  ADD COLUMN locale text NOT NULL DEFAULT 'en' CHECK (locale IN ('en', 'es')),  -- the language its mail is written in
  ADD COLUMN sent_at timestamptz NOT NULL DEFAULT wellkept_now(),  -- the last time; sending again makes a new secret
  ADD COLUMN opened_at timestamptz,
  ADD COLUMN codes_sent int NOT NULL DEFAULT 0;  -- bounds what can be guessed with one link, whatever the rate limit does

-- One open invitation for an enrollment: sending again replaces the secret of this row and does not add a second way in.
CREATE UNIQUE INDEX invitation_open_enrollment ON invitation (enrollment_id)
  WHERE enrollment_id IS NOT NULL AND accepted_at IS NULL AND revoked_at IS NULL;

CREATE FUNCTION invitation_state(i invitation) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN i.accepted_at IS NOT NULL THEN 'accepted' WHEN i.revoked_at IS NOT NULL THEN 'revoked'
              WHEN i.expires_at <= wellkept_now() THEN 'expired' ELSE 'open' END
$$;

-- An open invitation whose promise can no longer be kept: the study stopped taking people, the enrollment was withdrawn, or
-- whoever invited no longer could.
CREATE FUNCTION invitation_hindrance(i invitation) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE
    WHEN i.kind = 'patient' THEN (
      SELECT CASE WHEN e.state <> 'invited' THEN 'revoked' WHEN s.state <> 'active' THEN 'study-closed' END
        FROM enrollment e JOIN study s ON s.id = e.study_id WHERE e.id = i.enrollment_id)
    WHEN EXISTS (SELECT FROM user_account u WHERE u.id = i.created_by AND u.suspended_at IS NULL
                    AND (u.user_type = 'super_admin' OR role_in(u.id, i.organization_id) >= i.role)) THEN NULL
    ELSE 'revoked' END
$$;

CREATE FUNCTION invitation_standing(i invitation) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE invitation_state(i) WHEN 'open' THEN coalesce(invitation_hindrance(i), 'open') ELSE invitation_state(i) END
$$;

-- What the invitee reads before accepting. A link that no longer works tells only whom to ask.
CREATE FUNCTION invitation_preview(p_token_hash bytea) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('id', i.id, 'kind', i.kind, 'standing', standing.word, 'organizationId', o.id,
           'organizationName', o.name, 'organizationContact', o.contact, 'locale', i.locale)
         || CASE WHEN standing.word <> 'open' THEN '{}' ELSE jsonb_build_object(
           'email', i.email, 'role', i.role, 'expiresAt', i.expires_at, 'inviterName', inviter.name,
           'patientId', p.id, 'patientName', p.name,
           'study', CASE WHEN s.id IS NULL THEN NULL ELSE jsonb_build_object('id', s.id, 'name', s.name, 'purpose', s.purpose,
             'contact', s.contact, 'ethicsNumber', s.ethics_number) END,
           'requests', coalesce((SELECT jsonb_agg(jsonb_build_object('code', c.code, 'nameEn', c.plain_name_en,
               'nameEs', c.plain_name_es, 'reason', r.reason, 'required', r.required) ORDER BY r.required DESC, r.created_at, c.id)
              FROM scope_request r JOIN scope c ON c.id = r.scope_id WHERE r.study_id = s.id AND r.removed_at IS NULL), '[]')) END
    FROM invitation i
    JOIN organization o ON o.id = i.organization_id
    JOIN user_account inviter ON inviter.id = i.created_by
    LEFT JOIN enrollment e ON e.id = i.enrollment_id
    LEFT JOIN patient p ON p.id = e.patient_id
    LEFT JOIN study s ON s.id = e.study_id
    CROSS JOIN LATERAL (SELECT invitation_standing(i) AS word) standing
   WHERE i.token_hash = p_token_hash
$$;

-- True the first time only, so that opening is recorded once.
CREATE FUNCTION invitation_open(p_token_hash bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE invitation i SET opened_at = wellkept_now()
   WHERE i.token_hash = p_token_hash AND i.opened_at IS NULL AND invitation_state(i) = 'open';
  RETURN FOUND;
END $$;

CREATE FUNCTION invitation_set_code(p_token_hash bytea, p_code_hash bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE i invitation; v_standing text;
BEGIN
  SELECT * INTO i FROM invitation WHERE token_hash = p_token_hash FOR UPDATE;
  IF i.id IS NULL THEN RETURN 'unknown'; END IF;
  v_standing := invitation_standing(i);
  IF v_standing <> 'open' THEN RETURN v_standing; END IF;
  IF i.codes_sent >= 10 THEN RETURN 'too-many-codes'; END IF;
  UPDATE invitation SET code_hash = p_code_hash, code_expires_at = wellkept_now() + interval '10 minutes', code_attempts = 0,
         codes_sent = codes_sent + 1 WHERE id = i.id;
  RETURN 'open';
END $$;

-- Counts a wrong code. A right one may be used for another half hour: choosing a password takes people time.
CREATE FUNCTION invitation_check_code(p_token_hash bytea, p_code_hash bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE i invitation; v_standing text;
BEGIN
  SELECT * INTO i FROM invitation WHERE token_hash = p_token_hash FOR UPDATE;
  IF i.id IS NULL THEN RETURN 'unknown'; END IF;
  v_standing := invitation_standing(i);
  IF v_standing <> 'open' THEN RETURN v_standing; END IF;
  IF i.code_hash IS NULL OR i.code_expires_at <= wellkept_now() THEN RETURN 'code-expired'; END IF;
  IF i.code_attempts >= 5 THEN RETURN 'too-many-attempts'; END IF;
  IF i.code_hash IS DISTINCT FROM p_code_hash THEN
    UPDATE invitation SET code_attempts = code_attempts + 1 WHERE id = i.id;
    RETURN CASE WHEN i.code_attempts >= 4 THEN 'too-many-attempts' ELSE 'wrong-code' END;
  END IF;
  UPDATE invitation SET code_expires_at = greatest(code_expires_at, wellkept_now() + interval '30 minutes') WHERE id = i.id;
  RETURN 'right';
END $$;

-- Whoever accepted a second invitation has two patient records, made by organizations that cannot see each other. The person
-- is one, so what hangs on the second record moves to the first, which keeps its id, account and history.
CREATE FUNCTION patient_join(p_kept uuid, p_joined uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO patient_organization SELECT p_kept, organization_id FROM patient_organization WHERE patient_id = p_joined
    ON CONFLICT DO NOTHING;
  UPDATE enrollment SET patient_id = p_kept WHERE patient_id = p_joined;
  UPDATE patient_identifier SET patient_id = p_kept WHERE patient_id = p_joined;
  DELETE FROM patient_organization WHERE patient_id = p_joined;
END $$;
REVOKE ALL ON FUNCTION patient_join(uuid, uuid) FROM PUBLIC;

-- Gives an accepted invitation's promise to an account. The caller holds the invitation's row lock.
CREATE FUNCTION invitation_fulfil(i invitation, p_user user_account) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_patient patient; v_own patient; v_study uuid;
BEGIN
  IF i.kind = 'practitioner' THEN
    IF p_user.user_type <> 'practitioner' THEN RETURN 'other-type'; END IF;
    INSERT INTO membership (organization_id, user_id, role) VALUES (i.organization_id, p_user.id, i.role)
      ON CONFLICT (organization_id, user_id) DO UPDATE SET role = greatest(membership.role, excluded.role), ends_at = NULL;
  ELSE
    IF p_user.user_type <> 'patient' THEN RETURN 'other-type'; END IF;
    SELECT e.study_id INTO STRICT v_study FROM enrollment e WHERE e.id = i.enrollment_id FOR UPDATE;
    SELECT p.* INTO STRICT v_patient FROM patient p JOIN enrollment e ON e.patient_id = p.id
     WHERE e.id = i.enrollment_id FOR UPDATE OF p;
    SELECT * INTO v_own FROM patient WHERE user_id = p_user.id FOR UPDATE;
    IF v_patient.user_id IS NOT NULL AND v_patient.user_id <> p_user.id THEN RETURN 'other-account'; END IF;
    IF v_own.id IS NULL THEN
      UPDATE patient SET user_id = p_user.id, email = coalesce(email, i.email) WHERE id = v_patient.id;
    ELSIF v_own.id <> v_patient.id THEN
      IF EXISTS (SELECT FROM enrollment a JOIN enrollment b ON b.study_id = a.study_id
                  WHERE a.patient_id = v_own.id AND b.patient_id = v_patient.id) THEN RETURN 'already-enrolled'; END IF;
      PERFORM patient_join(v_own.id, v_patient.id);
    END IF;
    UPDATE enrollment SET state = 'active', activated_at = wellkept_now() WHERE id = i.enrollment_id AND state = 'invited';
    IF NOT FOUND THEN RETURN 'revoked'; END IF;
  END IF;
  UPDATE invitation SET accepted_at = wellkept_now(), accepted_by = p_user.id, code_hash = NULL, code_expires_at = NULL
   WHERE id = i.id;
  RETURN 'done';
END $$;
REVOKE ALL ON FUNCTION invitation_fulfil(invitation, user_account) FROM PUBLIC;

-- What an acceptance made, for the record.
CREATE FUNCTION invitation_made(p_invitation uuid) RETURNS TABLE (enrollment_id uuid, patient_id uuid, membership_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.enrollment_id, e.patient_id, m.id FROM invitation i
    LEFT JOIN enrollment e ON e.id = i.enrollment_id
    LEFT JOIN membership m ON i.kind = 'practitioner' AND m.organization_id = i.organization_id AND m.user_id = i.accepted_by
   WHERE i.id = p_invitation
$$;
REVOKE ALL ON FUNCTION invitation_made(uuid) FROM PUBLIC;

-- With the one-time code: makes the account. When there is one of that address it has to sign in first; the code must not
-- become a way to set its password.
CREATE FUNCTION invitation_accept_new(p_token_hash bytea, p_code_hash bytea, p_name text, p_password_hash text, p_locale text)
RETURNS TABLE (outcome text, user_id uuid, enrollment_id uuid, patient_id uuid, membership_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE i invitation; v_user user_account;
BEGIN
  outcome := invitation_check_code(p_token_hash, p_code_hash);
  IF outcome <> 'right' THEN RETURN NEXT; RETURN; END IF;
  SELECT * INTO STRICT i FROM invitation n WHERE n.token_hash = p_token_hash FOR UPDATE;
  INSERT INTO user_account (user_type, email, name, password_hash, locale)
    VALUES (i.kind::text::user_type, i.email, p_name, p_password_hash, p_locale)
    ON CONFLICT (email) DO NOTHING RETURNING * INTO v_user;
  IF v_user.id IS NULL THEN outcome := 'account-exists'; RETURN NEXT; RETURN; END IF;
  outcome := invitation_fulfil(i, v_user);
  -- Nothing may stay behind when the promise could not be kept after all.
  IF outcome <> 'done' THEN DELETE FROM user_account u WHERE u.id = v_user.id; RETURN NEXT; RETURN; END IF;
  user_id := v_user.id;
  SELECT made.* INTO enrollment_id, patient_id, membership_id FROM invitation_made(i.id) made;
  RETURN NEXT;
END $$;

-- By whoever is signed in with the address it was sent to.
CREATE FUNCTION invitation_accept_signed_in(p_token_hash bytea)
RETURNS TABLE (outcome text, user_id uuid, enrollment_id uuid, patient_id uuid, membership_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE i invitation; v_user user_account;
BEGIN
  SELECT * INTO i FROM invitation n WHERE n.token_hash = p_token_hash FOR UPDATE;
  IF i.id IS NULL THEN outcome := 'unknown'; RETURN NEXT; RETURN; END IF;
  outcome := invitation_standing(i);
  IF outcome <> 'open' THEN RETURN NEXT; RETURN; END IF;
  SELECT * INTO v_user FROM user_account u WHERE u.id = current_actor() AND u.suspended_at IS NULL;
  IF v_user.email IS DISTINCT FROM i.email THEN outcome := 'other-account'; RETURN NEXT; RETURN; END IF;
  outcome := invitation_fulfil(i, v_user);
  IF outcome = 'done' THEN
    user_id := v_user.id;
    SELECT made.* INTO enrollment_id, patient_id, membership_id FROM invitation_made(i.id) made;
  END IF;
  RETURN NEXT;
END $$;

-- Nothing asks by token but the functions above, and they answer the application only.
DROP FUNCTION invitation_by_token(bytea);
REVOKE ALL ON FUNCTION invitation_hindrance(invitation), invitation_standing(invitation), invitation_preview(bytea),
  invitation_open(bytea), invitation_set_code(bytea, bytea), invitation_check_code(bytea, bytea),
  invitation_accept_new(bytea, bytea, text, text, text), invitation_accept_signed_in(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION invitation_standing(invitation), invitation_preview(bytea), invitation_open(bytea),
  invitation_set_code(bytea, bytea), invitation_check_code(bytea, bytea),
  invitation_accept_new(bytea, bytea, text, text, text), invitation_accept_signed_in(bytea) TO wellkept_app;

-- Managers for good, here or inherited. Past row security: a manager does not see the memberships above their own, and who has
-- just left does not see any. One whose role has an end date does not count, because it ends by itself.
CREATE FUNCTION manager_count(p_organization uuid) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(DISTINCT m.user_id)::int
    FROM organization_closure c JOIN membership m ON m.organization_id = c.ancestor_id
    JOIN user_account u ON u.id = m.user_id AND u.suspended_at IS NULL
   WHERE c.descendant_id = p_organization AND m.role = 'manager' AND m.ends_at IS NULL
$$;
REVOKE ALL ON FUNCTION manager_count(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION manager_count(uuid) TO wellkept_app;
