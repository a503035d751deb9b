-- Emergency access: a super admin reads the observations of one study for at most one hour, after somebody else agreed. The
-- application's role reaches the table through the functions below only, and each asks by itself who is asking.

CREATE TABLE emergency_access (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  study_id uuid NOT NULL REFERENCES study,
  requested_by uuid NOT NULL REFERENCES user_account,
  requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  reason text NOT NULL CHECK (length(reason) BETWEEN 20 AND 500),   -- for people; never part of an event
  minutes int NOT NULL CHECK (minutes BETWEEN 1 AND 60),
  decided_by uuid REFERENCES user_account,
  decided_at timestamptz,
  begins_at timestamptz,                                            -- both null unless it was approved
  ends_at timestamptz,
  ended_by uuid REFERENCES user_account,                            -- before its time, or before anybody answered
  ended_at timestamptz,
  CHECK (decided_by <> requested_by),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK ((begins_at IS NULL) = (ends_at IS NULL) AND (begins_at IS NULL OR decided_at IS NOT NULL)),
  CHECK (ends_at <= begins_at + minutes * interval '1 minute'),
  CHECK ((ended_by IS NULL) = (ended_at IS NULL))
);
CREATE INDEX emergency_access_study ON emergency_access (study_id, requested_by, requested_at DESC);

-- A request that nobody answers in a day is no longer one: whoever agrees later would agree to something else.
CREATE FUNCTION emergency_state(e emergency_access) RETURNS text LANGUAGE sql VOLATILE SET search_path = public, pg_temp AS $$
  SELECT CASE
    WHEN e.ended_at IS NOT NULL THEN 'ended'
    WHEN e.ends_at IS NOT NULL THEN CASE WHEN e.ends_at > clock_timestamp() THEN 'running' ELSE 'over' END
    WHEN e.decided_at IS NOT NULL THEN 'declined'
    WHEN e.requested_at <= clock_timestamp() - interval '1 day' THEN 'lapsed'
    ELSE 'pending' END
$$;

-- The newest that was approved and nobody ended. Whether its hour is now is for the policy and the gate to judge.
CREATE FUNCTION emergency_of(p_actor uuid, p_study uuid) RETURNS TABLE (id uuid, began_at timestamptz, ends_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.id, e.begins_at, e.ends_at FROM emergency_access e
   WHERE e.requested_by = p_actor AND e.study_id = p_study AND e.begins_at IS NOT NULL AND e.ended_at IS NULL
   ORDER BY e.begins_at DESC, e.id LIMIT 1
$$;

-- Who may answer: another super admin, or a manager of the study's organization; nobody who is suspended.
CREATE FUNCTION emergency_may_decide(p_study uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM user_account u JOIN study s ON s.id = p_study
                  WHERE u.id = current_actor() AND u.suspended_at IS NULL
                    AND (u.user_type = 'super_admin'
                         OR (u.user_type = 'practitioner' AND role_in(u.id, s.organization_id) = 'manager')))
$$;

CREATE FUNCTION emergency_request(p_study uuid, p_reason text, p_minutes int) RETURNS TABLE (outcome text, id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT is_super_admin() THEN outcome := 'not-allowed'; RETURN NEXT; RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('emergency' || p_study::text || current_actor()::text, 0));
  IF EXISTS (SELECT FROM emergency_access e WHERE e.study_id = p_study AND e.requested_by = current_actor()
               AND emergency_state(e) IN ('pending', 'running')) THEN
    outcome := 'exists'; RETURN NEXT; RETURN;
  END IF;
  INSERT INTO emergency_access (study_id, requested_by, reason, minutes) VALUES (p_study, current_actor(), p_reason, p_minutes)
    RETURNING emergency_access.id INTO id;
  outcome := 'done';
  RETURN NEXT;
END $$;

CREATE FUNCTION emergency_decide(p_emergency uuid, p_approve boolean) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e emergency_access; v_now timestamptz;
BEGIN
  SELECT * INTO e FROM emergency_access x WHERE x.id = p_emergency FOR UPDATE;
  v_now := clock_timestamp();
  IF e.id IS NULL OR NOT emergency_may_decide(e.study_id) THEN RETURN 'not-allowed'; END IF;
  IF e.requested_by = current_actor() THEN RETURN 'own'; END IF;
  IF emergency_state(e) <> 'pending' THEN RETURN 'not-open'; END IF;
  UPDATE emergency_access SET decided_by = current_actor(), decided_at = v_now,
         begins_at = CASE WHEN p_approve THEN v_now END,
         ends_at = CASE WHEN p_approve THEN v_now + minutes * interval '1 minute' END
   WHERE id = e.id;
  RETURN 'done';
END $$;

-- Takes the lock of the study alone, as a stop does: what is being read is waited for, and nothing is released afterwards.
CREATE FUNCTION emergency_end(p_emergency uuid) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e emergency_access;
BEGIN
  SELECT * INTO e FROM emergency_access x WHERE x.id = p_emergency;
  IF e.id IS NULL OR NOT emergency_may_decide(e.study_id) THEN RETURN 'not-allowed'; END IF;
  PERFORM pg_advisory_xact_lock(consent_lock_key(e.study_id, NULL));
  SELECT * INTO e FROM emergency_access x WHERE x.id = p_emergency FOR UPDATE;
  IF emergency_state(e) NOT IN ('pending', 'running') THEN RETURN 'not-open'; END IF;
  UPDATE emergency_access SET ended_by = current_actor(), ended_at = clock_timestamp() WHERE id = e.id;
  RETURN 'done';
END $$;

-- What a request is about, found before it is authorized: ids only, as in find_target.
CREATE FUNCTION find_emergency(p_emergency uuid) RETURNS TABLE (organization_id uuid, study_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.organization_id, s.id FROM emergency_access e JOIN study s ON s.id = e.study_id WHERE e.id = p_emergency
$$;

-- For super admins all of them; for a manager those of the organization and below. Newest first, open ones before all others.
CREATE FUNCTION emergency_list(p_organization uuid, p_emergency uuid)
RETURNS TABLE (id uuid, state text, organization_id uuid, organization_name text, study_id uuid, study_name text, reason text, minutes int,
               requested_by uuid, requester_name text, requested_at timestamptz, decider_name text, decided_at timestamptz,
               ends_at timestamptz, ender_name text, ended_at timestamptz)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.id, emergency_state(e), o.id, o.name, s.id, s.name, e.reason, e.minutes, e.requested_by, requester.name, e.requested_at,
         decider.name, e.decided_at, e.ends_at, ender.name, e.ended_at
    FROM emergency_access e
    JOIN study s ON s.id = e.study_id
    JOIN organization o ON o.id = s.organization_id
    JOIN user_account requester ON requester.id = e.requested_by
    LEFT JOIN user_account decider ON decider.id = e.decided_by
    LEFT JOIN user_account ender ON ender.id = e.ended_by
   WHERE emergency_may_decide(s.id)
     AND (p_emergency IS NULL OR e.id = p_emergency)
     AND (p_organization IS NULL OR EXISTS (
       SELECT FROM organization_closure c WHERE c.ancestor_id = p_organization AND c.descendant_id = s.organization_id))
   ORDER BY emergency_state(e) IN ('pending', 'running') DESC, e.requested_at DESC, e.id LIMIT 100
$$;

-- Studies by their name or their organization's, for whoever writes a request. Super admins see no study otherwise.
CREATE FUNCTION emergency_studies(p_like text, p_study uuid)
RETURNS TABLE (study_id uuid, study_name text, organization_path text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, s.name, ARRAY(SELECT up.name FROM organization_closure c JOIN organization up ON up.id = c.ancestor_id
                              WHERE c.descendant_id = o.id ORDER BY c.depth DESC)
    FROM study s JOIN organization o ON o.id = s.organization_id
   WHERE is_super_admin() AND s.state IN ('active', 'paused', 'closed')
     AND (p_study IS NULL OR s.id = p_study)
     AND (p_like IS NULL OR strpos(lower(s.name), lower(p_like)) > 0 OR strpos(lower(o.name), lower(p_like)) > 0)
   ORDER BY lower(o.name), lower(s.name), s.id LIMIT 50
$$;

-- Managers of the study's organization, own or inherited, who can sign in: whom a letter goes to.
CREATE FUNCTION emergency_managers(p_study uuid) RETURNS TABLE (email text, locale text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT u.email, u.locale
    FROM study s JOIN organization_closure c ON c.descendant_id = s.organization_id
    JOIN membership m ON m.organization_id = c.ancestor_id AND m.role = 'manager' AND (m.ends_at IS NULL OR m.ends_at > clock_timestamp())
    JOIN user_account u ON u.id = m.user_id AND u.suspended_at IS NULL
   WHERE s.id = p_study AND emergency_may_decide(p_study)
   ORDER BY u.email
$$;

-- Whom the requester can read while it is in force: ids, what is shared at this moment, and how much there is of it. No name.
CREATE FUNCTION emergency_patients(p_emergency uuid)
RETURNS TABLE (patient_id uuid, pseudonym text, scope_code text, scope_name text, readings bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT n.patient_id, n.pseudonym, c.code, c.name,
         (SELECT count(*) FROM data_group d JOIN observation x ON x.data_group_id = d.id
           WHERE d.enrollment_id = n.id AND x.scope_id = c.id)
    FROM emergency_access e
    JOIN study s ON s.id = e.study_id AND s.state IN ('active', 'paused', 'closed')
    CROSS JOIN LATERAL (
      -- Another one in each emergency access, so that two lists cannot be laid side by side.
      SELECT n.id, n.patient_id, upper(substr(encode(sha256(uuid_send(e.id) || uuid_send(n.patient_id)), 'hex'), 1, 8)) AS pseudonym
        FROM enrollment n WHERE n.study_id = s.id AND n.state IN ('active', 'completed')
       ORDER BY 3, 1 LIMIT 500) n
    LEFT JOIN grant_live g ON g.study_id = s.id AND g.patient_id = n.patient_id AND g.valid_to > clock_timestamp()
    LEFT JOIN scope c ON c.id = g.scope_id
   WHERE e.id = p_emergency AND e.requested_by = current_actor() AND is_super_admin() AND emergency_state(e) = 'running'
   ORDER BY n.pseudonym, c.id
$$;

-- The gate knows of it now and says which one it was; nothing else about the six layers changes.
DROP FUNCTION gate_decide(uuid, uuid, text, uuid, uuid, smallint);
CREATE FUNCTION gate_decide(p_actor uuid, p_session uuid, p_permission text, p_study uuid, p_patient uuid, p_scope smallint)
RETURNS TABLE (refused_layer text, reason text, organization_id uuid, actor_kind text, actor_role text, data_group_id uuid, emergency_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
-- VOLATILE on purpose, although it writes nothing: each statement inside must see what was committed before it, not before
-- the statement that called it began. gate_read takes the lock and then asks.
DECLARE
  v_now timestamptz := clock_timestamp();
  v_user user_account; v_study study; v_enrollment enrollment; v_own boolean;
BEGIN
  organization_id := '00000000-0000-0000-0000-000000000000';
  actor_kind := 'anonymous';

  -- 1 authentication
  SELECT * INTO v_user FROM user_account u WHERE u.id = p_actor;
  IF v_user.id IS NULL THEN refused_layer := 'authentication'; reason := 'no account'; RETURN NEXT; RETURN; END IF;
  actor_kind := v_user.user_type;
  SELECT * INTO v_study FROM study s WHERE s.id = p_study;
  organization_id := coalesce(v_study.organization_id, organization_id);
  IF v_user.suspended_at IS NOT NULL THEN refused_layer := 'authentication'; reason := 'account suspended'; RETURN NEXT; RETURN; END IF;
  IF NOT EXISTS (SELECT FROM user_session s WHERE s.id = p_session AND s.user_id = p_actor AND s.revoked_at IS NULL AND s.expires_at > v_now AND NOT s.awaits_factor) THEN
    refused_layer := 'authentication'; reason := 'session ended'; RETURN NEXT; RETURN;
  END IF;
  IF v_user.user_type = 'practitioner' AND second_factor_missing(p_actor, p_session, v_study.organization_id) THEN
    refused_layer := 'authentication'; reason := 'second factor required'; RETURN NEXT; RETURN;
  END IF;

  -- 2 user type
  IF v_user.user_type = 'super_admin' AND p_permission = 'observation.read' THEN
    SELECT e.id INTO emergency_id FROM emergency_of(p_actor, p_study) e WHERE e.began_at <= v_now AND v_now < e.ends_at;
  END IF;
  IF (v_user.user_type = 'super_admin' AND emergency_id IS NULL) OR (v_user.user_type = 'patient' AND p_permission <> 'observation.read') THEN
    refused_layer := 'user-type'; reason := 'user type never does this'; RETURN NEXT; RETURN;
  END IF;

  -- 3 organization membership, or: is it the patient's own, or an emergency access to this study
  IF v_user.user_type = 'practitioner' THEN
    actor_role := role_in(p_actor, v_study.organization_id);
    IF actor_role IS NULL THEN refused_layer := 'organization-membership'; reason := 'no role in the organization'; RETURN NEXT; RETURN; END IF;
    v_own := false;
  ELSIF v_user.user_type = 'super_admin' THEN
    IF emergency_id IS NULL THEN refused_layer := 'organization-membership'; reason := 'not the installation''s own'; RETURN NEXT; RETURN; END IF;
    v_own := false;
  ELSE
    v_own := EXISTS (SELECT FROM patient p WHERE p.id = p_patient AND p.user_id = p_actor);
    IF NOT v_own THEN refused_layer := 'organization-membership'; reason := 'not the patient''s own'; RETURN NEXT; RETURN; END IF;
  END IF;

  -- 4 study enrollment
  SELECT * INTO v_enrollment FROM enrollment e WHERE e.study_id = p_study AND e.patient_id = p_patient;
  IF v_enrollment.id IS NULL THEN refused_layer := 'study-enrollment'; reason := 'patient is not enrolled'; RETURN NEXT; RETURN; END IF;
  IF v_enrollment.state NOT IN ('active', 'completed') THEN refused_layer := 'study-enrollment'; reason := 'enrollment is ' || v_enrollment.state; RETURN NEXT; RETURN; END IF;
  IF v_study.state NOT IN ('active', 'paused', 'closed') THEN refused_layer := 'study-enrollment'; reason := 'study is ' || v_study.state; RETURN NEXT; RETURN; END IF;

  -- 5 consent (not asked of a patient about what is their own)
  IF NOT v_own AND NOT EXISTS (SELECT FROM grant_live g WHERE g.study_id = p_study AND g.patient_id = p_patient AND g.scope_id = p_scope AND g.valid_to > v_now) THEN
    refused_layer := 'consent'; reason := 'no consent in force'; RETURN NEXT; RETURN;
  END IF;

  -- 6 role permission; in an emergency as for a viewer
  IF NOT v_own AND NOT EXISTS (SELECT FROM role_permission r WHERE r.role = coalesce(actor_role::practitioner_role, 'viewer') AND r.permission = p_permission) THEN
    refused_layer := 'role-permission'; reason := 'role is too small'; RETURN NEXT; RETURN;
  END IF;

  SELECT d.id INTO data_group_id FROM data_group d WHERE d.enrollment_id = v_enrollment.id;
  RETURN NEXT;
END $$;

CREATE OR REPLACE FUNCTION gate_read(p_actor uuid, p_session uuid, p_request uuid, p_study uuid, p_patient uuid, p_scope smallint,
  p_from timestamptz, p_to timestamptz, p_after_at timestamptz, p_after_id bigint, p_limit int)
RETURNS TABLE (refused_layer text, reason text, id bigint, client_observation_id uuid, effective_at timestamptz,
               data_source_id uuid, batch_id uuid, dek_id bigint, content bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE d record; v_ids bigint[]; v_event jsonb;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'the gate needs READ COMMITTED: an older snapshot would not see a stop' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  PERFORM pg_advisory_xact_lock_shared(consent_lock_key(p_study, NULL));
  PERFORM pg_advisory_xact_lock_shared(consent_lock_key(p_study, p_patient));

  SELECT * INTO d FROM gate_decide(p_actor, p_session, 'observation.read', p_study, p_patient, p_scope);
  IF d.refused_layer IS NULL THEN
    SELECT array_agg(o.id) INTO v_ids FROM (
      SELECT o.id FROM observation o
       WHERE o.data_group_id = d.data_group_id AND o.scope_id = p_scope
         AND o.effective_at >= coalesce(p_from, '-infinity') AND o.effective_at < coalesce(p_to, 'infinity')
         AND (o.effective_at, o.id) < (coalesce(p_after_at, 'infinity'), coalesce(p_after_id, 9223372036854775807))
       ORDER BY o.effective_at DESC, o.id DESC LIMIT least(greatest(p_limit, 1), 10000)) o;
  END IF;

  v_event := jsonb_build_object('organization', d.organization_id, 'actorKind', d.actor_kind, 'actor', p_actor, 'actorRole', d.actor_role,
    'session', p_session, 'request', p_request, 'action', 'observations.released',
    'outcome', CASE WHEN d.refused_layer IS NULL THEN 'success' ELSE 'refused' END, 'layer', d.refused_layer,
    'patient', p_patient, 'study', p_study, 'scopes', jsonb_build_array(p_scope), 'policyVersion', 3);
  IF d.emergency_id IS NOT NULL THEN
    v_event := v_event || jsonb_build_object('resourceKind', 'emergency-access', 'resource', d.emergency_id);
  END IF;
  IF d.refused_layer IS NULL THEN
    v_event := v_event || jsonb_build_object('n', coalesce(cardinality(v_ids), 0), 'firstId', v_ids[1], 'lastId', v_ids[cardinality(v_ids)]);
  END IF;
  PERFORM audit.append(v_event);

  IF d.refused_layer IS NOT NULL THEN
    refused_layer := d.refused_layer; reason := d.reason; RETURN NEXT; RETURN;
  END IF;
  RETURN QUERY
    SELECT NULL::text, NULL::text, o.id, o.client_observation_id, o.effective_at, o.data_source_id, o.batch_id, o.dek_id, c.content
      FROM unnest(v_ids) WITH ORDINALITY wanted (id, place)
      JOIN observation o ON o.id = wanted.id
      JOIN observation_content c ON c.observation_id = o.id
     ORDER BY wanted.place;
END $$;

-- The patient is told which views were emergency accesses.
DROP FUNCTION audit.views_of(uuid, timestamptz, bigint, int);
CREATE FUNCTION audit.views_of(p_patient uuid, p_before_at timestamptz, p_before_id bigint, p_limit int)
RETURNS TABLE (id bigint, at timestamptz, at_text text, action text, outcome text, refused_layer text, actor_id uuid, actor_name text,
               actor_role text, organization_id uuid, organization_name text, study_id uuid, study_name text,
               scope_ids smallint[], scope_names_en text[], scope_names_es text[], n int, purpose text, is_emergency boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_ref bytea;
BEGIN
  IF NOT EXISTS (SELECT FROM patient p WHERE p.id = p_patient AND p.user_id = current_actor()) THEN RETURN; END IF;
  SELECT k.ref INTO v_ref FROM audit.patient_key k WHERE k.patient_id = p_patient;
  RETURN QUERY
    SELECT e.id, e.at, audit.utc(e.at), e.action, e.outcome, e.refused_layer, e.actor_id, u.name, e.actor_role, e.organization_id, o.name,
           e.study_id, s.name, (SELECT array_agg(c.id ORDER BY c.id) FROM scope c WHERE c.id = ANY (e.scope_ids)),
           (SELECT array_agg(c.plain_name_en ORDER BY c.id) FROM scope c WHERE c.id = ANY (e.scope_ids)),
           (SELECT array_agg(c.plain_name_es ORDER BY c.id) FROM scope c WHERE c.id = ANY (e.scope_ids)), e.n, e.purpose,
           coalesce(e.resource_kind = 'emergency-access', false)
      FROM audit.event e
      LEFT JOIN user_account u ON u.id = e.actor_id
      LEFT JOIN organization o ON o.id = e.organization_id
      LEFT JOIN study s ON s.id = e.study_id
     WHERE e.patient_ref = v_ref AND e.action IN ('observations.released', 'observations.exported')
       AND e.actor_id <> current_actor()
       AND (p_before_at IS NULL OR (e.at, e.id) < (p_before_at, p_before_id))
     ORDER BY e.at DESC, e.id DESC LIMIT p_limit;
END $$;

REVOKE ALL ON FUNCTION gate_decide(uuid, uuid, text, uuid, uuid, smallint), audit.views_of(uuid, timestamptz, bigint, int),
  emergency_state(emergency_access), emergency_of(uuid, uuid), emergency_may_decide(uuid), emergency_request(uuid, text, int),
  emergency_decide(uuid, boolean), emergency_end(uuid), find_emergency(uuid), emergency_list(uuid, uuid),
  emergency_studies(text, uuid), emergency_managers(uuid), emergency_patients(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gate_decide(uuid, uuid, text, uuid, uuid, smallint), audit.views_of(uuid, timestamptz, bigint, int),
  emergency_of(uuid, uuid), emergency_request(uuid, text, int), emergency_decide(uuid, boolean), emergency_end(uuid),
  find_emergency(uuid), emergency_list(uuid, uuid), emergency_studies(text, uuid), emergency_managers(uuid),
  emergency_patients(uuid) TO wellkept_app;
