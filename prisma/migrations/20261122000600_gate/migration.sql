-- The gate: the only way to an observation. It judges the six layers itself, writes the audit event and returns the rows,
-- in one statement. A refusal is a value, not an error, because it has to be recorded too.

-- The role table as the gate sees it; a test holds it to lib/authorization/permissions.ts.
CREATE TABLE role_permission (
  role practitioner_role NOT NULL,
  permission text NOT NULL,
  PRIMARY KEY (role, permission)
);
INSERT INTO role_permission VALUES ('viewer', 'observation.read'), ('member', 'observation.read'), ('manager', 'observation.read'),
  ('viewer', 'observation.export'), ('member', 'observation.export'), ('manager', 'observation.export');

CREATE FUNCTION gate_decide(p_actor uuid, p_session uuid, p_permission text, p_study uuid, p_patient uuid, p_scope smallint)
RETURNS TABLE (refused_layer text, reason text, organization_id uuid, actor_kind text, actor_role text, data_group_id uuid)
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
  IF NOT EXISTS (SELECT FROM user_session s WHERE s.id = p_session AND s.user_id = p_actor AND s.revoked_at IS NULL AND s.expires_at > v_now) THEN
    refused_layer := 'authentication'; reason := 'session ended'; RETURN NEXT; RETURN;
  END IF;

  -- 2 user type
  IF v_user.user_type = 'super_admin' OR (v_user.user_type = 'patient' AND p_permission <> 'observation.read') THEN
    refused_layer := 'user-type'; reason := 'user type never does this'; RETURN NEXT; RETURN;
  END IF;

  -- 3 organization membership, or: is it the patient's own
  IF v_user.user_type = 'practitioner' THEN
    actor_role := role_in(p_actor, v_study.organization_id);
    IF actor_role IS NULL THEN refused_layer := 'organization-membership'; reason := 'no role in the organization'; RETURN NEXT; RETURN; END IF;
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

  -- 6 role permission
  IF NOT v_own AND NOT EXISTS (SELECT FROM role_permission r WHERE r.role = actor_role::practitioner_role AND r.permission = p_permission) THEN
    refused_layer := 'role-permission'; reason := 'role is too small'; RETURN NEXT; RETURN;
  END IF;

  SELECT d.id INTO data_group_id FROM data_group d WHERE d.enrollment_id = v_enrollment.id;
  RETURN NEXT;
END $$;

-- Rows newest first after the cursor (p_after_at, p_after_id); or one row whose refused_layer is set.
CREATE FUNCTION gate_read(p_actor uuid, p_session uuid, p_request uuid, p_study uuid, p_patient uuid, p_scope smallint,
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
    'patient', p_patient, 'study', p_study, 'scopes', jsonb_build_array(p_scope), 'policyVersion', 1);
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

-- The same read packed for the wire: three binary blocks instead of thousands of driver rows (lib/observations/observation-frames.ts
-- documents and reads the frames). All integers big-endian.
CREATE FUNCTION gate_frames(p_actor uuid, p_session uuid, p_request uuid, p_study uuid, p_patient uuid, p_scope smallint,
  p_from timestamptz, p_to timestamptz, p_after_at timestamptz, p_after_id bigint, p_limit int)
RETURNS TABLE (refused_layer text, reason text, n int, last_at timestamptz, last_id bigint, observations bytea, deks bytea, batches bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_deks bigint[]; v_batches uuid[];
BEGIN
  -- DISTINCT sorts the input of every aggregate beside it, so the two lists are asked on their own, and the order is spelled out.
  WITH released AS MATERIALIZED (
    SELECT * FROM gate_read(p_actor, p_session, p_request, p_study, p_patient, p_scope, p_from, p_to, p_after_at, p_after_id, p_limit)
  )
  SELECT max(g.refused_layer), max(g.reason), count(g.id)::int, min(g.effective_at),
         (array_agg(g.id ORDER BY g.effective_at DESC, g.id DESC))[count(g.id)],
         string_agg(uuid_send(g.client_observation_id) || int8send((extract(epoch FROM g.effective_at) * 1000)::bigint)
           || uuid_send(g.data_source_id) || uuid_send(g.batch_id) || int8send(g.dek_id)
           || int4send(octet_length(g.content)) || g.content, ''::bytea ORDER BY g.effective_at DESC, g.id DESC),
         (SELECT array_agg(DISTINCT r.dek_id) FROM released r), (SELECT array_agg(DISTINCT r.batch_id) FROM released r)
    INTO refused_layer, reason, n, last_at, last_id, observations, v_deks, v_batches
    FROM released g;
  IF refused_layer IS NULL AND n > 0 THEN
    SELECT string_agg(int8send(k.id) || uuid_send(k.dek_ref) || int4send(octet_length(k.wrapped)) || k.wrapped, ''::bytea)
      INTO deks FROM dek k WHERE k.id = ANY (v_deks);
    SELECT string_agg(uuid_send(b.id) || uuid_send(b.client_batch_id) || uuid_send(b.device_id)
             || int4send(octet_length(b.manifest)) || b.manifest
             || int4send(coalesce(octet_length(b.signature), 0)) || coalesce(b.signature, ''::bytea), ''::bytea)
      INTO batches FROM upload_batch b WHERE b.id = ANY (v_batches);
  END IF;
  RETURN NEXT;
END $$;

-- How many readings wait behind a consent that is not there: shown as counts, never released. Callers authorize first.
CREATE FUNCTION observation_counts(p_data_group uuid, p_from timestamptz, p_to timestamptz)
RETURNS TABLE (scope_id smallint, n bigint) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.scope_id, count(*) FROM observation o
   WHERE o.data_group_id = p_data_group AND o.effective_at >= p_from AND o.effective_at < p_to
     AND EXISTS (SELECT FROM data_group d JOIN study s ON s.id = (SELECT study_id FROM enrollment e WHERE e.id = d.enrollment_id)
                  WHERE d.id = p_data_group AND role_in(current_actor(), s.organization_id) IS NOT NULL)
   GROUP BY o.scope_id
$$;

-- One upload: all or nothing. The caller has verified the device's signature and parsed every field.
-- Returns how many were new, and how many were there already; a batch id used before with other content is refused.
CREATE FUNCTION upload_observations(p_device uuid, p_data_group uuid, p_client_batch uuid, p_manifest bytea, p_signature bytea,
  p_dek_refs uuid[], p_dek_scopes smallint[], p_dek_key_ids bigint[], p_dek_wrapped bytea[],
  p_ids uuid[], p_scopes smallint[], p_sources uuid[], p_effective timestamptz[], p_deks uuid[], p_contents bytea[])
RETURNS TABLE (outcome text, accepted int, duplicates int, batch_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_enrollment enrollment; v_study study; v_known upload_batch; v_device device;
BEGIN
  accepted := 0; duplicates := 0;
  SELECT * INTO v_device FROM device WHERE id = p_device AND data_group_id = p_data_group AND revoked_at IS NULL;
  IF v_device.id IS NULL THEN outcome := 'device-revoked'; RETURN NEXT; RETURN; END IF;
  SELECT e.* INTO v_enrollment FROM data_group d JOIN enrollment e ON e.id = d.enrollment_id WHERE d.id = p_data_group AND d.closed_at IS NULL FOR SHARE OF e;
  IF v_enrollment.id IS NULL OR v_enrollment.state <> 'active' THEN outcome := 'enrollment-not-active'; RETURN NEXT; RETURN; END IF;
  SELECT * INTO v_study FROM study WHERE id = v_enrollment.study_id FOR SHARE;
  IF v_study.state <> 'active' THEN outcome := 'study-not-active'; RETURN NEXT; RETURN; END IF;
  IF EXISTS (SELECT FROM unnest(p_scopes) x (scope) WHERE NOT EXISTS (
       SELECT FROM scope_request r WHERE r.study_id = v_study.id AND r.scope_id = x.scope AND r.removed_at IS NULL)) THEN
    outcome := 'scope-not-asked'; RETURN NEXT; RETURN;
  END IF;
  IF EXISTS (SELECT FROM unnest(p_dek_key_ids) x (key_id) WHERE NOT EXISTS (
       SELECT FROM data_group_key k WHERE k.data_group_id = p_data_group AND k.tink_key_id = x.key_id AND k.status <> 'destroyed')) THEN
    outcome := 'unknown-key'; RETURN NEXT; RETURN;
  END IF;

  PERFORM pg_advisory_xact_lock(hashtextextended(p_data_group::text || p_client_batch::text, 7));
  SELECT * INTO v_known FROM upload_batch b WHERE b.data_group_id = p_data_group AND b.client_batch_id = p_client_batch;
  IF v_known.id IS NOT NULL THEN
    batch_id := v_known.id;
    IF v_known.manifest <> p_manifest THEN outcome := 'batch-differs'; RETURN NEXT; RETURN; END IF;
    outcome := 'repeated'; duplicates := cardinality(p_ids); RETURN NEXT; RETURN;
  END IF;

  INSERT INTO upload_batch (data_group_id, client_batch_id, device_id, manifest, signature, observation_count)
    VALUES (p_data_group, p_client_batch, p_device, p_manifest, p_signature, cardinality(p_ids)) RETURNING upload_batch.id INTO batch_id;
  INSERT INTO dek (data_group_id, scope_id, batch_id, dek_ref, tink_key_id, wrapped)
    SELECT p_data_group, x.scope, upload_observations.batch_id, x.ref, x.key_id, x.wrapped
      FROM unnest(p_dek_refs, p_dek_scopes, p_dek_key_ids, p_dek_wrapped) x (ref, scope, key_id, wrapped);
  WITH incoming AS (
    SELECT * FROM unnest(p_ids, p_scopes, p_sources, p_effective, p_deks, p_contents) x (client_id, scope, source, effective, dek_ref, content)
  ), stored AS (
    INSERT INTO observation (data_group_id, scope_id, data_source_id, client_observation_id, effective_at, batch_id, dek_id)
      SELECT p_data_group, i.scope, i.source, i.client_id, i.effective, upload_observations.batch_id, k.id
        FROM incoming i JOIN dek k ON k.batch_id = upload_observations.batch_id AND k.dek_ref = i.dek_ref AND k.scope_id = i.scope
      ON CONFLICT DO NOTHING
      RETURNING observation.id, observation.client_observation_id, observation.data_source_id
  ), kept AS (
    INSERT INTO observation_content SELECT s.id, i.content FROM stored s JOIN incoming i ON i.client_id = s.client_observation_id AND i.source = s.data_source_id
      RETURNING 1
  ) SELECT count(*) INTO accepted FROM kept;
  duplicates := cardinality(p_ids) - accepted;
  UPDATE device SET last_seen_at = clock_timestamp() WHERE id = p_device;
  outcome := 'stored';
  RETURN NEXT;
END $$;

REVOKE ALL ON FUNCTION gate_decide(uuid, uuid, text, uuid, uuid, smallint) FROM PUBLIC;
REVOKE ALL ON FUNCTION gate_read(uuid, uuid, uuid, uuid, uuid, smallint, timestamptz, timestamptz, timestamptz, bigint, int) FROM PUBLIC;
REVOKE ALL ON FUNCTION gate_frames(uuid, uuid, uuid, uuid, uuid, smallint, timestamptz, timestamptz, timestamptz, bigint, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gate_decide(uuid, uuid, text, uuid, uuid, smallint) TO wellkept_app;
GRANT EXECUTE ON FUNCTION gate_read(uuid, uuid, uuid, uuid, uuid, smallint, timestamptz, timestamptz, timestamptz, bigint, int) TO wellkept_app;
GRANT EXECUTE ON FUNCTION gate_frames(uuid, uuid, uuid, uuid, uuid, smallint, timestamptz, timestamptz, timestamptz, bigint, int) TO wellkept_app;
GRANT SELECT ON role_permission TO wellkept_app;
