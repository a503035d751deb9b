-- The gate asks its six layers in one statement and packs what it releases in another: half the time of one statement for each
-- layer and a second pass over the rows. It releases what the patient's answer covers and what still has its key, and takes the time from one
-- place, which a test or a seed can move.

-- The rare question first: most organizations ask for no second factor.
CREATE OR REPLACE FUNCTION second_factor_missing(p_actor uuid, p_session uuid, p_organization uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE
    WHEN NOT EXISTS (SELECT FROM organization_closure c JOIN organization o ON o.id = c.ancestor_id
                      WHERE c.descendant_id = p_organization AND o.requires_second_factor) THEN false
    WHEN EXISTS (SELECT FROM user_session s WHERE s.id = p_session AND s.user_id = p_actor AND s.factor_at IS NOT NULL) THEN false
    ELSE role_in(p_actor, p_organization) IS NOT NULL END
$$;

DROP FUNCTION gate_decide(uuid, uuid, text, uuid, uuid, smallint);
CREATE FUNCTION gate_decide(p_actor uuid, p_session uuid, p_permission text, p_study uuid, p_patient uuid, p_scope smallint)
RETURNS TABLE (refused_layer text, reason text, organization_id uuid, actor_kind text, actor_role text, data_group_id uuid, emergency_id uuid, covers_until timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
-- VOLATILE on purpose, although it writes nothing: each statement inside must see what was committed before it, not before
-- the statement that called it began. gate_read takes the lock and then asks.
DECLARE
  v_now timestamptz := wellkept_now(); -- the real time for whoever logs in as the application
  f record;
BEGIN
  SELECT u.user_type, u.suspended_at, s.organization_id, s.state AS study_state, e.id AS enrollment_id, e.state AS enrollment_state,
         EXISTS (SELECT FROM user_session x WHERE x.id = p_session AND x.user_id = p_actor AND x.revoked_at IS NULL
                    AND x.expires_at > v_now AND NOT x.awaits_factor) AS has_session,
         EXISTS (SELECT FROM patient p WHERE p.id = p_patient AND p.user_id = p_actor) AS is_own,
         g.decision_id IS NOT NULL AS is_granted, g.covers_until,
         (SELECT d.id FROM data_group d WHERE d.enrollment_id = e.id) AS data_group_id
    INTO f
    FROM user_account u
    LEFT JOIN study s ON s.id = p_study
    LEFT JOIN enrollment e ON e.study_id = p_study AND e.patient_id = p_patient
    LEFT JOIN grant_live g ON g.study_id = p_study AND g.patient_id = p_patient AND g.scope_id = p_scope AND g.valid_to > v_now
   WHERE u.id = p_actor;
  actor_kind := coalesce(f.user_type::text, 'anonymous');
  organization_id := coalesce(f.organization_id, '00000000-0000-0000-0000-000000000000');

  -- 1 authentication
  IF f.user_type IS NULL THEN refused_layer := 'authentication'; reason := 'no account'; RETURN NEXT; RETURN; END IF;
  IF f.suspended_at IS NOT NULL THEN refused_layer := 'authentication'; reason := 'account suspended'; RETURN NEXT; RETURN; END IF;
  IF NOT f.has_session THEN refused_layer := 'authentication'; reason := 'session ended'; RETURN NEXT; RETURN; END IF;
  IF f.user_type = 'practitioner' AND second_factor_missing(p_actor, p_session, f.organization_id) THEN
    refused_layer := 'authentication'; reason := 'second factor required'; RETURN NEXT; RETURN;
  END IF;

  -- 2 user type
  IF f.user_type = 'super_admin' AND p_permission = 'observation.read' THEN
    SELECT e.id INTO emergency_id FROM emergency_of(p_actor, p_study) e WHERE e.began_at <= v_now AND v_now < e.ends_at;
  END IF;
  IF (f.user_type = 'super_admin' AND emergency_id IS NULL) OR (f.user_type = 'patient' AND p_permission <> 'observation.read') THEN
    refused_layer := 'user-type'; reason := 'user type never does this'; RETURN NEXT; RETURN;
  END IF;

  -- 3 organization membership, or: is it the patient's own, or an emergency access to this study
  IF f.user_type = 'practitioner' THEN
    actor_role := role_in(p_actor, f.organization_id);
    IF actor_role IS NULL THEN refused_layer := 'organization-membership'; reason := 'no role in the organization'; RETURN NEXT; RETURN; END IF;
  ELSIF f.user_type = 'super_admin' THEN
    IF emergency_id IS NULL THEN refused_layer := 'organization-membership'; reason := 'not the installation''s own'; RETURN NEXT; RETURN; END IF;
  ELSE
    IF NOT f.is_own THEN refused_layer := 'organization-membership'; reason := 'not the patient''s own'; RETURN NEXT; RETURN; END IF;
  END IF;

  -- 4 study enrollment
  IF f.enrollment_id IS NULL THEN refused_layer := 'study-enrollment'; reason := 'patient is not enrolled'; RETURN NEXT; RETURN; END IF;
  IF f.enrollment_state NOT IN ('active', 'completed') THEN refused_layer := 'study-enrollment'; reason := 'enrollment is ' || f.enrollment_state; RETURN NEXT; RETURN; END IF;
  IF f.study_state NOT IN ('active', 'paused', 'closed') THEN refused_layer := 'study-enrollment'; reason := 'study is ' || f.study_state; RETURN NEXT; RETURN; END IF;

  -- 5 consent (not asked of a patient about what is their own)
  IF f.user_type <> 'patient' AND NOT f.is_granted THEN
    refused_layer := 'consent'; reason := 'no consent in force'; RETURN NEXT; RETURN;
  END IF;

  -- 6 role permission; in an emergency as for a viewer
  IF f.user_type <> 'patient' AND NOT EXISTS (SELECT FROM role_permission r WHERE r.role = coalesce(actor_role::practitioner_role, 'viewer') AND r.permission = p_permission) THEN
    refused_layer := 'role-permission'; reason := 'role is too small'; RETURN NEXT; RETURN;
  END IF;

  data_group_id := f.data_group_id;
  -- Without a coverage nothing is released: a comparison with NULL holds for no row.
  covers_until := CASE WHEN f.user_type = 'patient' THEN 'infinity' ELSE f.covers_until END;
  RETURN NEXT;
END $$;

-- Locks, judges, reads, records and releases: one row, which is a refusal or a page packed as lib/observations/observation-frames.ts
-- reads it. A refusal is no error, because its record must be kept.
DROP FUNCTION gate_frames(uuid, uuid, uuid, uuid, uuid, smallint, timestamptz, timestamptz, timestamptz, bigint, int);
DROP FUNCTION gate_read(uuid, uuid, uuid, uuid, uuid, smallint, timestamptz, timestamptz, timestamptz, bigint, int);
CREATE FUNCTION gate_read(p_actor uuid, p_session uuid, p_request uuid, p_study uuid, p_patient uuid, p_scope smallint,
  p_from timestamptz, p_to timestamptz, p_after_at timestamptz, p_after_id bigint, p_limit int)
RETURNS TABLE (refused_layer text, reason text, n int, last_at timestamptz, last_id bigint, observations bytea, deks bytea, batches bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE d record; v_ids bigint[]; v_deks bigint[]; v_batches uuid[]; v_event jsonb;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'the gate needs READ COMMITTED: an older snapshot would not see a stop' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  PERFORM pg_advisory_xact_lock_shared(consent_lock_key(p_study, NULL));
  PERFORM pg_advisory_xact_lock_shared(consent_lock_key(p_study, p_patient));

  SELECT * INTO d FROM gate_decide(p_actor, p_session, 'observation.read', p_study, p_patient, p_scope);
  refused_layer := d.refused_layer; reason := d.reason; n := 0;
  v_event := jsonb_build_object('organization', d.organization_id, 'actorKind', d.actor_kind, 'actor', p_actor, 'actorRole', d.actor_role,
    'session', p_session, 'request', p_request, 'action', 'observations.released',
    'outcome', CASE WHEN d.refused_layer IS NULL THEN 'success' ELSE 'refused' END, 'layer', d.refused_layer,
    'patient', p_patient, 'study', p_study, 'scopes', jsonb_build_array(p_scope), 'policyVersion', 4);
  IF d.emergency_id IS NOT NULL THEN
    v_event := v_event || jsonb_build_object('resourceKind', 'emergency-access', 'resource', d.emergency_id);
  END IF;

  IF d.refused_layer IS NULL THEN
    -- The inner order is the index's, and each aggregate spells it out again: nothing is sorted twice.
    SELECT array_agg(r.id ORDER BY r.effective_at DESC, r.id DESC), min(r.effective_at),
           array_agg(r.dek_id ORDER BY r.effective_at DESC, r.id DESC), array_agg(r.batch_id ORDER BY r.effective_at DESC, r.id DESC),
           string_agg(uuid_send(r.client_observation_id) || int8send((extract(epoch FROM r.effective_at) * 1000)::bigint)
             || uuid_send(r.data_source_id) || uuid_send(r.batch_id) || int8send(r.dek_id)
             || int4send(octet_length(r.content)) || r.content, ''::bytea ORDER BY r.effective_at DESC, r.id DESC)
      INTO v_ids, last_at, v_deks, v_batches, observations
      FROM (SELECT o.id, o.client_observation_id, o.effective_at, o.data_source_id, o.batch_id, o.dek_id, c.content
              FROM observation o JOIN observation_content c ON c.observation_id = o.id
             WHERE o.data_group_id = d.data_group_id AND o.scope_id = p_scope AND o.received_at < d.covers_until AND o.dek_id IS NOT NULL
               AND o.effective_at >= coalesce(p_from, '-infinity') AND o.effective_at < coalesce(p_to, 'infinity')
               AND (o.effective_at, o.id) < (coalesce(p_after_at, 'infinity'), coalesce(p_after_id, 9223372036854775807))
             ORDER BY o.effective_at DESC, o.id DESC LIMIT least(greatest(p_limit, 1), 10000)) r;
    n := coalesce(cardinality(v_ids), 0);
    last_id := v_ids[n];
    v_event := v_event || jsonb_build_object('n', n, 'firstId', v_ids[1], 'lastId', last_id);
    SELECT string_agg(int8send(k.id) || uuid_send(k.dek_ref) || int4send(octet_length(k.wrapped)) || k.wrapped, ''::bytea)
      INTO deks FROM dek k WHERE k.id = ANY (v_deks);
    SELECT string_agg(uuid_send(b.id) || uuid_send(b.client_batch_id) || uuid_send(b.device_id)
             || int4send(octet_length(b.manifest)) || b.manifest
             || int4send(coalesce(octet_length(b.signature), 0)) || coalesce(b.signature, ''::bytea), ''::bytea)
      INTO batches FROM upload_batch b WHERE b.id = ANY (v_batches);
  END IF;
  PERFORM audit.append(v_event);
  RETURN NEXT;
END $$;
REVOKE ALL ON FUNCTION gate_decide(uuid, uuid, text, uuid, uuid, smallint),
  gate_read(uuid, uuid, uuid, uuid, uuid, smallint, timestamptz, timestamptz, timestamptz, bigint, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gate_decide(uuid, uuid, text, uuid, uuid, smallint),
  gate_read(uuid, uuid, uuid, uuid, uuid, smallint, timestamptz, timestamptz, timestamptz, bigint, int) TO wellkept_app;
