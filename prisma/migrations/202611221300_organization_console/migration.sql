-- What the console of an organization needs: descriptions, conflicts that can be seen, archives that hold for everything below,
-- and the people of an organization with where their role comes from.

ALTER TABLE organization
  ADD COLUMN description text NOT NULL DEFAULT '' CHECK (length(description) <= 2000),
  ADD COLUMN version int NOT NULL DEFAULT 1;  -- what an edit started from; another one in between is a conflict

CREATE FUNCTION organization_next_version() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER organization_version BEFORE UPDATE ON organization FOR EACH ROW EXECUTE FUNCTION organization_next_version();

-- An archive holds for everything below it, whoever may see what is above.
CREATE FUNCTION is_archived(p_organization uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM organization_closure c JOIN organization o ON o.id = c.ancestor_id
                  WHERE c.descendant_id = p_organization AND o.archived_at IS NOT NULL)
$$;

-- The net under the commands: no enrollment, study or role begins in an archive.
CREATE FUNCTION refuse_in_archive() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_organization uuid;
BEGIN
  -- An enrollment's own column is written by another trigger, so it is asked of the study.
  v_organization := CASE TG_TABLE_NAME WHEN 'enrollment' THEN (SELECT organization_id FROM study WHERE id = (to_jsonb(NEW) ->> 'study_id')::uuid)
                                       ELSE (to_jsonb(NEW) ->> 'organization_id')::uuid END;
  IF is_archived(v_organization) THEN
    RAISE EXCEPTION 'an archived organization takes nothing new' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER membership_not_in_archive BEFORE INSERT ON membership FOR EACH ROW EXECUTE FUNCTION refuse_in_archive();
CREATE TRIGGER study_not_in_archive BEFORE INSERT ON study FOR EACH ROW EXECUTE FUNCTION refuse_in_archive();
CREATE TRIGGER enrollment_not_in_archive BEFORE INSERT ON enrollment FOR EACH ROW EXECUTE FUNCTION refuse_in_archive();

-- An invitation into an archive waits: restored in time, it works again.
CREATE OR REPLACE FUNCTION invitation_hindrance(i invitation) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE
    WHEN is_archived(i.organization_id) THEN CASE i.kind WHEN 'patient' THEN 'study-closed' ELSE 'revoked' END
    WHEN i.kind = 'patient' THEN (
      SELECT CASE WHEN e.state <> 'invited' THEN 'revoked' WHEN s.state <> 'active' THEN 'study-closed' END
        FROM enrollment e JOIN study s ON s.id = e.study_id WHERE e.id = i.enrollment_id)
    WHEN EXISTS (SELECT FROM user_account u WHERE u.id = i.created_by AND u.suspended_at IS NULL
                    AND (u.user_type = 'super_admin' OR role_in(u.id, i.organization_id) >= i.role)) THEN NULL
    ELSE 'revoked' END
$$;

-- As in the gate's migration, and nothing arrives in an archive.
CREATE OR REPLACE FUNCTION upload_observations(p_device uuid, p_data_group uuid, p_client_batch uuid, p_manifest bytea, p_signature bytea,
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

-- The people of an organization, each once: the strongest role that holds and the nearest place it comes from, beside the role
-- given here. A role given here that has ended is still shown, so that it can be prolonged. Past row security, because a
-- manager does not see the memberships above their own; for whoever has a role here.
CREATE FUNCTION people_of(p_organization uuid)
RETURNS TABLE (user_id uuid, name text, email text, status text, role practitioner_role, from_id uuid, from_name text, ends_at timestamptz,
               membership_id uuid, direct_role practitioner_role, direct_ends_at timestamptz, inherited_role practitioner_role,
               last_active_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH held AS (
    SELECT m.id, m.user_id, m.organization_id, m.role, m.ends_at, c.depth, m.ends_at <= clock_timestamp() IS TRUE AS has_ended
      FROM organization_closure c JOIN membership m ON m.organization_id = c.ancestor_id
     WHERE c.descendant_id = p_organization AND role_in(current_actor(), p_organization) IS NOT NULL
       AND (c.depth = 0 OR m.ends_at IS NULL OR m.ends_at > clock_timestamp())
  ), best AS (
    SELECT DISTINCT ON (user_id) * FROM held ORDER BY user_id, has_ended, role DESC, depth
  )
  SELECT u.id, u.name, u.email, CASE WHEN u.suspended_at IS NOT NULL THEN 'suspended' WHEN b.has_ended THEN 'ended' ELSE 'active' END,
         b.role, b.organization_id, o.name, b.ends_at, d.id, d.role, d.ends_at,
         (SELECT max(h.role) FROM held h WHERE h.user_id = u.id AND h.depth > 0),
         (SELECT max(s.last_seen_at) FROM user_session s WHERE s.user_id = u.id)
    FROM best b JOIN user_account u ON u.id = b.user_id JOIN organization o ON o.id = b.organization_id
    LEFT JOIN membership d ON d.organization_id = p_organization AND d.user_id = b.user_id
$$;

-- Every role a person holds that has to do with an organization: above it (place < 0), here, and below it.
CREATE FUNCTION memberships_around(p_organization uuid, p_user uuid)
RETURNS TABLE (membership_id uuid, organization_id uuid, organization_name text, place int, role practitioner_role, ends_at timestamptz, created_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.id, m.organization_id, o.name, around.place, m.role, m.ends_at, m.created_at
    FROM (SELECT ancestor_id AS id, -depth AS place FROM organization_closure WHERE descendant_id = p_organization
          UNION SELECT descendant_id, depth FROM organization_closure WHERE ancestor_id = p_organization) around
    JOIN membership m ON m.organization_id = around.id AND m.user_id = p_user
    JOIN organization o ON o.id = m.organization_id
   WHERE role_in(current_actor(), p_organization) IS NOT NULL
   ORDER BY around.place, lower(o.name)
$$;

-- Whose role in an organization a move below another one would change. For those who manage the place it leaves and the place
-- it goes to; nobody else may move it.
CREATE FUNCTION move_preview(p_organization uuid, p_parent uuid)
RETURNS TABLE (user_id uuid, name text, role_before practitioner_role, role_after practitioner_role, study_keys int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH held AS (
    SELECT m.user_id, max(m.role) FILTER (WHERE place.before) AS role_before, max(m.role) FILTER (WHERE place.after) AS role_after
      FROM (SELECT ancestor_id AS id, true AS before, depth = 0 AS after FROM organization_closure WHERE descendant_id = p_organization
            UNION ALL SELECT ancestor_id, false, true FROM organization_closure WHERE descendant_id = p_parent) place
      JOIN membership m ON m.organization_id = place.id AND (m.ends_at IS NULL OR m.ends_at > clock_timestamp())
     GROUP BY m.user_id)
  SELECT u.id, u.name, h.role_before, h.role_after,
         (SELECT count(DISTINCT w.study_id)::int FROM organization_closure c JOIN study s ON s.organization_id = c.descendant_id
            JOIN study_key_wrap w ON w.study_id = s.id AND w.member_user_id = u.id WHERE c.ancestor_id = p_organization)
    FROM held h JOIN user_account u ON u.id = h.user_id
   WHERE h.role_before IS DISTINCT FROM h.role_after
     AND role_in(current_actor(), (SELECT parent_id FROM organization WHERE id = p_organization)) = 'manager'
     AND role_in(current_actor(), p_parent) = 'manager'
   ORDER BY lower(u.name), u.id
$$;

-- After a move: a new key for each study in it that somebody still holds a key of and has no role in any more.
CREATE FUNCTION request_rotations_below(p_organization uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_count int;
BEGIN
  IF role_in(current_actor(), p_organization) IS DISTINCT FROM 'manager' THEN RETURN 0; END IF;
  INSERT INTO rotation_task (study_id, reason)
    SELECT DISTINCT s.id, 'organization-moved'
      FROM organization_closure c JOIN study s ON s.organization_id = c.descendant_id
      JOIN study_key_wrap w ON w.study_id = s.id
     WHERE c.ancestor_id = p_organization AND role_in(w.member_user_id, s.organization_id) IS NULL
       AND NOT EXISTS (SELECT FROM rotation_task t WHERE t.study_id = s.id AND t.done_at IS NULL);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $$;

CREATE INDEX invitation_practitioner ON invitation (organization_id, sent_at DESC, id DESC) WHERE kind = 'practitioner';
CREATE INDEX study_key_wrap_member ON study_key_wrap (member_user_id, study_id);

REVOKE ALL ON FUNCTION is_archived(uuid), people_of(uuid), memberships_around(uuid, uuid), move_preview(uuid, uuid),
  request_rotations_below(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_archived(uuid), people_of(uuid), memberships_around(uuid, uuid), move_preview(uuid, uuid),
  request_rotations_below(uuid) TO wellkept_app;
