-- What a patient's answers hold for. Three things beside the decisions themselves count from here on:
-- leaving a study ends what was shared, and coming back is asked anew; a request that was taken back and asked again is a new
-- question; and a study that changes what it asks or says asks again, while the earlier answer holds for what it covered:
-- the readings received before the change.

-- Every state an enrollment ever had. Written by trigger, never changed.
CREATE TABLE enrollment_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  enrollment_id uuid NOT NULL REFERENCES enrollment,
  state enrollment_state NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX enrollment_change_enrollment ON enrollment_change (enrollment_id, at);

-- Every wording of a request, so that a patient can be shown what changed.
CREATE TABLE scope_request_version (
  study_id uuid NOT NULL REFERENCES study,
  scope_id smallint NOT NULL REFERENCES scope,
  version int NOT NULL,
  reason text NOT NULL,
  required boolean NOT NULL,
  is_anew boolean NOT NULL DEFAULT false,  -- asked again after it had been taken back
  asked_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, scope_id, version)
);

INSERT INTO enrollment_change (enrollment_id, state, at)
  SELECT id, 'invited'::enrollment_state, created_at FROM enrollment
  UNION ALL SELECT id, 'active'::enrollment_state, greatest(activated_at, created_at) FROM enrollment WHERE state <> 'invited' AND activated_at IS NOT NULL
  UNION ALL SELECT id, state, coalesce(ended_at, created_at) FROM enrollment WHERE state IN ('withdrawn', 'completed');
INSERT INTO scope_request_version (study_id, scope_id, version, reason, required, asked_at)
  SELECT study_id, scope_id, version, reason, required, created_at FROM scope_request;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON enrollment_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON enrollment_change EXECUTE FUNCTION refuse_change();
GRANT SELECT ON enrollment_change, scope_request_version TO wellkept_app;
ALTER TABLE enrollment_change ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_enrollment ON enrollment_change TO wellkept_app USING (enrollment_id IN (SELECT id FROM enrollment));
ALTER TABLE scope_request_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_study ON scope_request_version TO wellkept_app USING (study_id IN (SELECT id FROM study));

-- Whoever changes the answers of one patient in a study holds the study's lock shared and (study, patient) alone; whoever
-- changes the study holds the study's alone. Without the first, an answer and a change of the study could each refresh the
-- grants without seeing the other.
CREATE FUNCTION consent_lock(p_study uuid, p_patient uuid) RETURNS void LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(consent_lock_key(p_study, NULL));
  PERFORM pg_advisory_xact_lock(consent_lock_key(p_study, p_patient));
END $$;

-- What a patient's decisions on a scope add up to at a moment. 'resumed' takes up the grant it resumes. asked_again_at is when
-- the study changed its request or its text after the answer that counts; NULL when it did not. Every lookup goes by an index,
-- so one plan serves all: planning it anew would take ten times as long as running it.
DROP FUNCTION consent_state_at(uuid, smallint, timestamptz);
CREATE FUNCTION consent_state_at(p_enrollment uuid, p_scope smallint, p_at timestamptz)
RETURNS TABLE (state text, decision_id uuid, ends_at timestamptz, decided_at timestamptz, asked_again_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY WITH part AS (
    SELECT e.study_id,
           (SELECT max(c.at) FROM enrollment_change c WHERE c.enrollment_id = p_enrollment AND c.at <= p_at AND c.state = 'withdrawn') AS left_at,
           greatest(
             (SELECT max(c.at) FROM enrollment_change c WHERE c.enrollment_id = p_enrollment AND c.at <= p_at AND c.state = 'invited'),
             (SELECT max(v.asked_at) FROM scope_request_version v
               WHERE v.study_id = e.study_id AND v.scope_id = p_scope AND v.is_anew AND v.asked_at <= p_at),
             '-infinity') AS counts_from
      FROM enrollment e WHERE e.id = p_enrollment
  ), last AS (
    SELECT d.*, part.study_id, part.counts_from,
           CASE WHEN part.left_at >= d.decided_at AND d.decision IN ('granted', 'resumed', 'paused') THEN part.left_at END AS left_at
      FROM part, LATERAL (
        SELECT * FROM consent_decision d
         WHERE d.enrollment_id = p_enrollment AND d.scope_id = p_scope AND d.decided_at <= p_at AND d.decided_at >= part.counts_from
         ORDER BY d.sequence DESC LIMIT 1) d
  ), source AS (
    SELECT g.* FROM last, LATERAL (
      SELECT d.ends_at, d.request_version, d.information_version FROM consent_decision d
       WHERE d.enrollment_id = p_enrollment AND d.scope_id = p_scope AND d.decision = 'granted' AND d.sequence <= last.sequence
         AND d.decided_at >= last.counts_from
       ORDER BY d.sequence DESC LIMIT 1) g
     WHERE last.decision IN ('granted', 'resumed', 'paused')
  )
  SELECT CASE WHEN source.ends_at <= least(p_at, last.left_at) THEN 'expired'
              WHEN last.left_at IS NOT NULL THEN 'stopped'
              WHEN last.decision IN ('granted', 'resumed') THEN 'granted'
              ELSE last.decision::text END,
         last.id, source.ends_at,
         CASE WHEN last.left_at IS NULL OR source.ends_at <= last.left_at THEN last.decided_at ELSE last.left_at END,
         CASE WHEN last.decision IN ('granted', 'resumed', 'paused', 'declined') AND last.left_at IS NULL THEN least(
           (SELECT min(v.asked_at) FROM scope_request_version v
             WHERE v.study_id = last.study_id AND v.scope_id = p_scope AND v.asked_at <= p_at
               AND v.version > coalesce(source.request_version, last.request_version)),
           -- A new text is no new question to somebody who said no.
           CASE WHEN last.decision <> 'declined' THEN (SELECT min(i.published_at) FROM study_information i
             WHERE i.study_id = last.study_id AND i.published_at <= p_at AND i.version > source.information_version) END) END
    FROM last LEFT JOIN source ON true;
END $$;

ALTER TABLE grant_live ADD COLUMN covers_until timestamptz NOT NULL DEFAULT 'infinity';
DROP FUNCTION grant_expected(uuid, uuid, smallint);
CREATE FUNCTION grant_expected(p_study uuid, p_patient uuid, p_scope smallint)
RETURNS TABLE (study_id uuid, patient_id uuid, scope_id smallint, organization_id uuid, valid_to timestamptz, decision_id uuid, covers_until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.study_id, e.patient_id, r.scope_id, s.organization_id, coalesce(c.ends_at, 'infinity'), c.decision_id,
         coalesce(c.asked_again_at, 'infinity')
    FROM enrollment e
    JOIN study s ON s.id = e.study_id
    JOIN scope_request r ON r.study_id = e.study_id AND r.removed_at IS NULL
    CROSS JOIN LATERAL consent_state_at(e.id, r.scope_id, 'infinity') c
   WHERE (p_study IS NULL OR e.study_id = p_study) AND (p_patient IS NULL OR e.patient_id = p_patient)
     AND (p_scope IS NULL OR r.scope_id = p_scope)
     AND e.state IN ('active', 'completed') AND s.state IN ('active', 'paused', 'closed')
     AND EXISTS (SELECT FROM consent_decision d WHERE d.id = c.decision_id AND d.decision IN ('granted', 'resumed'))
$$;

CREATE OR REPLACE FUNCTION consent_decision_stamp() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e enrollment; latest timestamptz;
BEGIN
  SELECT * INTO STRICT e FROM enrollment WHERE id = NEW.enrollment_id;
  PERFORM consent_lock(e.study_id, e.patient_id);
  IF NOT EXISTS (SELECT FROM scope_request r WHERE r.study_id = e.study_id AND r.scope_id = NEW.scope_id) THEN
    RAISE EXCEPTION 'the study never asked for this scope' USING ERRCODE = 'check_violation';
  END IF;
  latest := greatest(
    (SELECT max(d.decided_at) FROM consent_decision d WHERE d.enrollment_id = e.id AND d.scope_id = NEW.scope_id),
    (SELECT max(c.at) FROM enrollment_change c WHERE c.enrollment_id = e.id),
    (SELECT max(v.asked_at) FROM scope_request_version v WHERE v.study_id = e.study_id AND v.scope_id = NEW.scope_id));
  -- A clock that steps back must not reorder history.
  NEW.decided_at := greatest(wellkept_now(), latest + interval '1 microsecond');
  NEW.sequence := nextval('consent_decision_sequence');
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION enrollment_grant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE latest timestamptz;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state = NEW.state THEN RETURN NULL; END IF;
  PERFORM consent_lock(NEW.study_id, NEW.patient_id);
  latest := greatest((SELECT max(d.decided_at) FROM consent_decision d WHERE d.enrollment_id = NEW.id),
                     (SELECT max(c.at) FROM enrollment_change c WHERE c.enrollment_id = NEW.id));
  INSERT INTO enrollment_change (enrollment_id, state, at)
    VALUES (NEW.id, NEW.state, greatest(wellkept_now(), latest + interval '1 microsecond'));
  IF TG_OP = 'UPDATE' THEN PERFORM grant_refresh(NEW.study_id, NEW.patient_id, NULL); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER enrollment_begun AFTER INSERT ON enrollment FOR EACH ROW EXECUTE FUNCTION enrollment_grant();

-- A request that somebody answered does not change without becoming its next version, whoever forgets to say so.
CREATE FUNCTION scope_request_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.version <= OLD.version
     AND ((NEW.reason, NEW.required) IS DISTINCT FROM (OLD.reason, OLD.required) OR (OLD.removed_at IS NOT NULL AND NEW.removed_at IS NULL))
     AND EXISTS (SELECT FROM consent_decision d JOIN enrollment e ON e.id = d.enrollment_id
                  WHERE e.study_id = NEW.study_id AND d.scope_id = NEW.scope_id) THEN
    NEW.version := OLD.version + 1;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scope_request_step BEFORE UPDATE ON scope_request FOR EACH ROW EXECUTE FUNCTION scope_request_step();

CREATE OR REPLACE FUNCTION scope_request_grant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE latest timestamptz; v_anew boolean := false;
BEGIN
  PERFORM pg_advisory_xact_lock(consent_lock_key(NEW.study_id, NULL));
  IF TG_OP = 'UPDATE' THEN v_anew := OLD.removed_at IS NOT NULL AND NEW.removed_at IS NULL; END IF;
  SELECT greatest(max(v.asked_at), (SELECT max(d.decided_at) FROM consent_decision d JOIN enrollment e ON e.id = d.enrollment_id
                                     WHERE e.study_id = NEW.study_id AND d.scope_id = NEW.scope_id)) INTO latest
    FROM scope_request_version v WHERE v.study_id = NEW.study_id AND v.scope_id = NEW.scope_id;
  INSERT INTO scope_request_version AS v (study_id, scope_id, version, reason, required, is_anew, asked_at)
    VALUES (NEW.study_id, NEW.scope_id, NEW.version, NEW.reason, NEW.required, v_anew,
            greatest(wellkept_now(), latest + interval '1 microsecond'))
    ON CONFLICT (study_id, scope_id, version) DO UPDATE SET reason = excluded.reason, required = excluded.required
     WHERE (v.reason, v.required) IS DISTINCT FROM (excluded.reason, excluded.required);
  IF TG_OP = 'UPDATE' THEN PERFORM grant_refresh(NEW.study_id, NULL, NEW.scope_id); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER scope_request_asked AFTER INSERT ON scope_request FOR EACH ROW EXECUTE FUNCTION scope_request_grant();

-- A new text bounds what earlier answers cover, from the moment it is there.
CREATE FUNCTION study_information_grant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_study uuid;
BEGIN
  FOR v_study IN SELECT DISTINCT study_id FROM published LOOP
    PERFORM pg_advisory_xact_lock(consent_lock_key(v_study, NULL));
    PERFORM grant_refresh(v_study, NULL, NULL);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER study_information_grant AFTER INSERT ON study_information REFERENCING NEW TABLE AS published
  FOR EACH STATEMENT EXECUTE FUNCTION study_information_grant();

SELECT grant_refresh(id, NULL, NULL) FROM study;

-- The gate asks for all of this in 20261122215000_gate_in_one_read.
REVOKE ALL ON FUNCTION consent_lock(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consent_lock(uuid, uuid) TO wellkept_app;
