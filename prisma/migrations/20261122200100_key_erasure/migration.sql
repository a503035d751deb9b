-- What a stop does to keys. A day after sharing of a kind of data was stopped or ended, the wrapped DEKs of its readings are
-- deleted; leaving a study deletes those of all its readings at once. What is left is ciphertext that nobody can open. Until
-- then an undo or a new start brings the old readings back; afterwards only the patient's device can, by sending them again.

ALTER TABLE dek ALTER COLUMN wrapped DROP NOT NULL;
ALTER TABLE dek ADD COLUMN erased_at timestamptz;
ALTER TABLE dek ADD CHECK ((wrapped IS NULL) = (erased_at IS NOT NULL));
ALTER TABLE observation ALTER COLUMN dek_id DROP NOT NULL;  -- NULL: its key was erased; the gate releases no such row
CREATE INDEX dek_live ON dek (data_group_id, scope_id) WHERE wrapped IS NOT NULL;
CREATE INDEX dek_erased ON dek (data_group_id) WHERE erased_at IS NOT NULL;

-- Since when the keys of an enrollment's readings of a scope are to be erased; NULL: not at all, or not yet.
CREATE FUNCTION key_erasure_due(p_enrollment uuid, p_scope smallint) RETURNS timestamptz
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE
    WHEN e.state = 'withdrawn' THEN coalesce(e.ended_at, wellkept_now())
    WHEN over.at <= wellkept_now() - interval '24 hours' THEN over.at + interval '24 hours' END
    FROM enrollment e
    LEFT JOIN LATERAL (
      SELECT CASE c.state WHEN 'expired' THEN c.ends_at
                          WHEN 'stopped' THEN c.decided_at
                          WHEN 'declined' THEN c.decided_at END AS at
        FROM consent_state_at(e.id, p_scope, wellkept_now()) c
       WHERE EXISTS (SELECT FROM consent_decision d WHERE d.enrollment_id = e.id AND d.scope_id = p_scope AND d.decision = 'granted')
    ) over ON true
   WHERE e.id = p_enrollment
$$;

-- Erases what is due, some of it at a time, each with its event in the same transaction. Nothing but due keys can be erased by
-- it, so it needs no caller to trust.
CREATE FUNCTION erase_due_keys(p_limit int) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE x record; v_keys int; v_erased int := 0;
BEGIN
  FOR x IN
    SELECT g.id AS data_group_id, e.id AS enrollment_id, e.study_id, e.patient_id, e.organization_id, s.id AS scope_id
      FROM data_group g JOIN enrollment e ON e.id = g.enrollment_id CROSS JOIN scope s
     WHERE EXISTS (SELECT FROM dek k WHERE k.data_group_id = g.id AND k.scope_id = s.id AND k.wrapped IS NOT NULL)
       AND NOT EXISTS (SELECT FROM grant_live l WHERE l.study_id = e.study_id AND l.patient_id = e.patient_id AND l.scope_id = s.id
                          AND l.valid_to > wellkept_now())
       AND key_erasure_due(e.id, s.id) <= wellkept_now()
     ORDER BY e.study_id, e.patient_id, s.id LIMIT p_limit
  LOOP
    PERFORM consent_lock(x.study_id, x.patient_id);
    -- Asked again under the lock: an undo may have come first.
    CONTINUE WHEN coalesce(key_erasure_due(x.enrollment_id, x.scope_id) > wellkept_now(), true);
    UPDATE observation SET dek_id = NULL WHERE data_group_id = x.data_group_id AND scope_id = x.scope_id AND dek_id IS NOT NULL;
    UPDATE dek SET wrapped = NULL, erased_at = wellkept_now()
     WHERE data_group_id = x.data_group_id AND scope_id = x.scope_id AND wrapped IS NOT NULL;
    GET DIAGNOSTICS v_keys = ROW_COUNT;
    PERFORM audit.append(jsonb_build_object('organization', x.organization_id, 'actorKind', 'anonymous',
      'actor', '00000000-0000-0000-0000-000000000000', 'request', gen_random_uuid(), 'action', 'key.erased', 'outcome', 'success',
      'patient', x.patient_id, 'study', x.study_id, 'scopes', jsonb_build_array(x.scope_id), 'n', v_keys,
      'resourceKind', 'data-group', 'resource', x.data_group_id, 'policyVersion', 4));
    v_erased := v_erased + v_keys;
  END LOOP;
  RETURN v_erased;
END $$;

DROP FUNCTION upload_observations(uuid, uuid, uuid, bytea, bytea, uuid[], smallint[], bigint[], bytea[], uuid[], smallint[], uuid[], timestamptz[], uuid[], bytea[]);
CREATE FUNCTION upload_observations(p_device uuid, p_data_group uuid, p_client_batch uuid, p_manifest bytea, p_signature bytea,
  p_dek_refs uuid[], p_dek_scopes smallint[], p_dek_key_ids bigint[], p_dek_wrapped bytea[],
  p_ids uuid[], p_scopes smallint[], p_sources uuid[], p_effective timestamptz[], p_deks uuid[],
  p_contents bytea, p_starts int[], p_lengths int[])
RETURNS TABLE (outcome text, accepted int, duplicates int, batch_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_enrollment enrollment; v_study study; v_known upload_batch; v_device device; v_again int := 0; v_now timestamptz;
BEGIN
  accepted := 0; duplicates := 0;
  SELECT * INTO v_device FROM device WHERE id = p_device AND data_group_id = p_data_group AND revoked_at IS NULL;
  IF v_device.id IS NULL THEN outcome := 'device-revoked'; RETURN NEXT; RETURN; END IF;
  SELECT e.* INTO v_enrollment FROM data_group d JOIN enrollment e ON e.id = d.enrollment_id WHERE d.id = p_data_group AND d.closed_at IS NULL FOR SHARE OF e;
  IF v_enrollment.id IS NULL OR v_enrollment.state <> 'active' THEN outcome := 'enrollment-not-active'; RETURN NEXT; RETURN; END IF;
  SELECT * INTO v_study FROM study WHERE id = v_enrollment.study_id FOR SHARE;
  IF v_study.state <> 'active' OR is_archived(v_study.organization_id) THEN outcome := 'study-not-active'; RETURN NEXT; RETURN; END IF;
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

  v_now := wellkept_now();
  INSERT INTO upload_batch (data_group_id, client_batch_id, device_id, manifest, signature, observation_count)
    VALUES (p_data_group, p_client_batch, p_device, p_manifest, p_signature, cardinality(p_ids)) RETURNING upload_batch.id INTO batch_id;
  INSERT INTO dek (data_group_id, scope_id, batch_id, dek_ref, tink_key_id, wrapped)
    SELECT p_data_group, x.scope, upload_observations.batch_id, x.ref, x.key_id, x.wrapped
      FROM unnest(p_dek_refs, p_dek_scopes, p_dek_key_ids, p_dek_wrapped) x (ref, scope, key_id, wrapped);
  -- Readings whose keys were erased come back when the patient's device shares them again.
  IF EXISTS (SELECT FROM dek k WHERE k.data_group_id = p_data_group AND k.erased_at IS NOT NULL) THEN
    WITH incoming AS (
      SELECT x.*, substring(p_contents FROM x.start FOR x.length) AS content
        FROM unnest(p_ids, p_scopes, p_sources, p_effective, p_deks, p_starts, p_lengths) x (client_id, scope, source, effective, dek_ref, start, length)
    ), returned AS (
      UPDATE observation o SET scope_id = i.scope, effective_at = i.effective, batch_id = upload_observations.batch_id, dek_id = k.id,
             received_at = v_now
        FROM incoming i JOIN dek k ON k.batch_id = upload_observations.batch_id AND k.dek_ref = i.dek_ref AND k.scope_id = i.scope
       WHERE o.data_group_id = p_data_group AND o.data_source_id = i.source AND o.client_observation_id = i.client_id AND o.dek_id IS NULL
      RETURNING o.id, i.content
    ), kept AS (
      UPDATE observation_content c SET content = r.content FROM returned r WHERE c.observation_id = r.id RETURNING 1
    ) SELECT count(*) INTO v_again FROM kept;
  END IF;
  WITH incoming AS (
    SELECT x.*, substring(p_contents FROM x.start FOR x.length) AS content
        FROM unnest(p_ids, p_scopes, p_sources, p_effective, p_deks, p_starts, p_lengths) x (client_id, scope, source, effective, dek_ref, start, length)
  ), stored AS (
    INSERT INTO observation (data_group_id, scope_id, data_source_id, client_observation_id, effective_at, batch_id, dek_id, received_at)
      SELECT p_data_group, i.scope, i.source, i.client_id, i.effective, upload_observations.batch_id, k.id, v_now
        FROM incoming i JOIN dek k ON k.batch_id = upload_observations.batch_id AND k.dek_ref = i.dek_ref AND k.scope_id = i.scope
      ON CONFLICT DO NOTHING
      RETURNING observation.id, observation.client_observation_id, observation.data_source_id
  ), kept AS (
    INSERT INTO observation_content SELECT s.id, i.content FROM stored s JOIN incoming i ON i.client_id = s.client_observation_id AND i.source = s.data_source_id
      RETURNING 1
  ) SELECT count(*) INTO accepted FROM kept;
  accepted := accepted + v_again;
  duplicates := cardinality(p_ids) - accepted;
  UPDATE device SET last_seen_at = clock_timestamp() WHERE id = p_device;
  outcome := 'stored';
  RETURN NEXT;
END $$;
REVOKE ALL ON FUNCTION upload_observations(uuid, uuid, uuid, bytea, bytea, uuid[], smallint[], bigint[], bytea[], uuid[], smallint[], uuid[], timestamptz[], uuid[], bytea, int[], int[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION upload_observations(uuid, uuid, uuid, bytea, bytea, uuid[], smallint[], bigint[], bytea[], uuid[], smallint[], uuid[], timestamptz[], uuid[], bytea, int[], int[]) TO wellkept_app;

-- Readings that can still be opened by somebody.
CREATE OR REPLACE FUNCTION observation_counts(p_data_group uuid, p_from timestamptz, p_to timestamptz)
RETURNS TABLE (scope_id smallint, n bigint) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.scope_id, count(*) FROM observation o
   WHERE o.data_group_id = p_data_group AND o.effective_at >= p_from AND o.effective_at < p_to AND o.dek_id IS NOT NULL
     AND EXISTS (SELECT FROM data_group d JOIN study s ON s.id = (SELECT study_id FROM enrollment e WHERE e.id = d.enrollment_id)
                  WHERE d.id = p_data_group AND role_in(current_actor(), s.organization_id) IS NOT NULL)
   GROUP BY o.scope_id
$$;

REVOKE ALL ON FUNCTION key_erasure_due(uuid, smallint), erase_due_keys(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_due_keys(int) TO wellkept_app;
