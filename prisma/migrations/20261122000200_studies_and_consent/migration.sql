-- Studies, scopes, patients, enrollments, consent decisions, and the grants that follow from them.

CREATE TABLE scope (
  id smallint PRIMARY KEY,
  code text NOT NULL UNIQUE,              -- omh:blood-glucose:4.0 in https://w3id.org/openmhealth
  name text NOT NULL,
  plain_name_en text NOT NULL,            -- the words patients read
  plain_name_es text NOT NULL,
  archived_at timestamptz
);

CREATE TABLE data_source (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('device', 'app'))
);

CREATE TYPE study_state AS ENUM ('draft', 'active', 'paused', 'closed', 'archived');
CREATE TYPE content_mode AS ENUM ('sealed', 'open');
CREATE TABLE study (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organization,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  purpose text NOT NULL DEFAULT '' CHECK (length(purpose) <= 2000),
  contact text NOT NULL DEFAULT '' CHECK (length(contact) <= 500),
  ethics_number text NOT NULL DEFAULT '' CHECK (length(ethics_number) <= 120),
  content_mode content_mode NOT NULL DEFAULT 'sealed',
  state study_state NOT NULL DEFAULT 'draft',
  retention_until date,
  created_by uuid NOT NULL REFERENCES user_account,
  created_at timestamptz NOT NULL DEFAULT wellkept_now()
);
CREATE UNIQUE INDEX study_name ON study (organization_id, lower(name));

CREATE FUNCTION study_state_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.state::text || '>' || NEW.state::text) NOT IN
     ('draft>active', 'active>paused', 'paused>active', 'active>closed', 'paused>closed', 'closed>archived', 'draft>archived') THEN
    RAISE EXCEPTION 'a study cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER study_state_changed BEFORE UPDATE OF state ON study
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION study_state_step();

CREATE TABLE study_information (
  study_id uuid NOT NULL REFERENCES study,
  version int NOT NULL CHECK (version > 0),
  language text NOT NULL DEFAULT 'en',
  body text NOT NULL CHECK (length(body) <= 20000),
  published_at timestamptz NOT NULL DEFAULT wellkept_now(),
  PRIMARY KEY (study_id, version, language)
);

CREATE TABLE scope_request (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  study_id uuid NOT NULL REFERENCES study,
  scope_id smallint NOT NULL REFERENCES scope,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  required boolean NOT NULL DEFAULT false,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT wellkept_now(),
  removed_at timestamptz,
  UNIQUE (study_id, scope_id)
);

CREATE TABLE study_data_source (
  study_id uuid NOT NULL REFERENCES study,
  data_source_id uuid NOT NULL REFERENCES data_source,
  PRIMARY KEY (study_id, data_source_id)
);

CREATE TABLE patient (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid UNIQUE REFERENCES user_account,   -- set when the patient accepts an invitation
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  birth_date date,
  email text CHECK (email = lower(email)),
  created_at timestamptz NOT NULL DEFAULT wellkept_now()
);
CREATE TABLE patient_organization (
  patient_id uuid NOT NULL REFERENCES patient,
  organization_id uuid NOT NULL REFERENCES organization,
  PRIMARY KEY (patient_id, organization_id)
);
CREATE INDEX patient_organization_organization ON patient_organization (organization_id);
CREATE TABLE patient_identifier (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  patient_id uuid NOT NULL REFERENCES patient,
  organization_id uuid NOT NULL REFERENCES organization,
  system text NOT NULL CHECK (length(system) BETWEEN 1 AND 200),
  value text NOT NULL CHECK (length(value) BETWEEN 1 AND 200),
  UNIQUE (organization_id, system, value)
);

CREATE TYPE enrollment_state AS ENUM ('invited', 'active', 'withdrawn', 'completed');
CREATE TABLE enrollment (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  study_id uuid NOT NULL REFERENCES study,
  patient_id uuid NOT NULL REFERENCES patient,
  organization_id uuid NOT NULL REFERENCES organization, -- the study's, for row security
  state enrollment_state NOT NULL DEFAULT 'invited',
  created_at timestamptz NOT NULL DEFAULT wellkept_now(),
  activated_at timestamptz,
  ended_at timestamptz,
  UNIQUE (study_id, patient_id)
);
CREATE INDEX enrollment_patient ON enrollment (patient_id);
CREATE INDEX enrollment_organization ON enrollment (organization_id);
ALTER TABLE invitation ADD FOREIGN KEY (enrollment_id) REFERENCES enrollment;

CREATE FUNCTION enrollment_organization() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT organization_id INTO STRICT NEW.organization_id FROM study WHERE id = NEW.study_id;
  RETURN NEW;
END $$;
CREATE TRIGGER enrollment_organization BEFORE INSERT ON enrollment FOR EACH ROW EXECUTE FUNCTION enrollment_organization();

CREATE FUNCTION enrollment_state_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.state::text || '>' || NEW.state::text) NOT IN
     ('invited>active', 'invited>withdrawn', 'active>withdrawn', 'active>completed', 'withdrawn>invited') THEN
    RAISE EXCEPTION 'an enrollment cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER enrollment_state_changed BEFORE UPDATE OF state ON enrollment
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION enrollment_state_step();

CREATE TYPE consent_answer AS ENUM ('granted', 'declined', 'stopped', 'paused', 'resumed');
CREATE TYPE decided_as AS ENUM ('patient', 'on_behalf');
CREATE TABLE consent_decision (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  enrollment_id uuid NOT NULL REFERENCES enrollment,
  scope_id smallint NOT NULL REFERENCES scope,
  decision consent_answer NOT NULL,
  decided_by uuid NOT NULL REFERENCES user_account,
  decided_as decided_as NOT NULL,
  method text, spoken_at timestamptz, document_reference text, witness text, -- evidence of an on-behalf decision
  information_version int,
  request_version int NOT NULL,
  ends_at timestamptz,
  decided_at timestamptz NOT NULL,        -- set by trigger, under the lock of (study, patient)
  sequence bigint NOT NULL UNIQUE,        -- the order of decisions; set by trigger as well
  CHECK (decided_as = 'patient' OR (method IS NOT NULL AND spoken_at IS NOT NULL)),
  CHECK (ends_at IS NULL OR decision = 'granted')
);
CREATE SEQUENCE consent_decision_sequence OWNED BY consent_decision.sequence;
CREATE INDEX consent_decision_history ON consent_decision (enrollment_id, scope_id, sequence DESC);

CREATE TABLE consent_confirmation (
  decision_id uuid PRIMARY KEY REFERENCES consent_decision,
  answer text NOT NULL CHECK (answer IN ('confirmed', 'disputed')),
  answered_by uuid NOT NULL REFERENCES user_account,
  answered_at timestamptz NOT NULL DEFAULT wellkept_now()
);
CREATE TABLE receipt (
  decision_id uuid PRIMARY KEY REFERENCES consent_decision,
  jws text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT wellkept_now()
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON consent_decision FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON consent_decision EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON consent_confirmation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON receipt FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What the gate asks: one row for each (study, patient, scope) that may be read now. Derived, never written by hand.
CREATE TABLE grant_live (
  study_id uuid NOT NULL REFERENCES study,
  patient_id uuid NOT NULL REFERENCES patient,
  scope_id smallint NOT NULL REFERENCES scope,
  organization_id uuid NOT NULL,
  valid_to timestamptz NOT NULL,
  decision_id uuid NOT NULL REFERENCES consent_decision,
  PRIMARY KEY (study_id, patient_id, scope_id)
);

-- Readers of a (study, patient) hold these shared, whoever changes the answer holds one of them alone: so a stop
-- waits for reads in flight and every later read sees it.
CREATE FUNCTION consent_lock_key(p_study uuid, p_patient uuid) RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT hashtextextended(p_study::text || coalesce(p_patient::text, 'study'), 20261122) $$;

-- What a patient's decisions on a scope add up to at a moment. 'resumed' takes up the grant it resumes.
CREATE FUNCTION consent_state_at(p_enrollment uuid, p_scope smallint, p_at timestamptz)
RETURNS TABLE (state text, decision_id uuid, ends_at timestamptz, decided_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH last AS (
    SELECT * FROM consent_decision d WHERE d.enrollment_id = p_enrollment AND d.scope_id = p_scope AND d.decided_at <= p_at
     ORDER BY d.sequence DESC LIMIT 1
  ), source AS (
    SELECT g.ends_at FROM last, LATERAL (
      SELECT d.ends_at FROM consent_decision d
       WHERE d.enrollment_id = p_enrollment AND d.scope_id = p_scope AND d.decision = 'granted' AND d.sequence <= last.sequence
       ORDER BY d.sequence DESC LIMIT 1) g
     WHERE last.decision IN ('granted', 'resumed', 'paused')
  )
  SELECT CASE WHEN last.decision IN ('granted', 'resumed', 'paused') AND source.ends_at <= p_at THEN 'expired'
              WHEN last.decision IN ('granted', 'resumed') THEN 'granted'
              ELSE last.decision::text END,
         last.id, source.ends_at, last.decided_at
    FROM last LEFT JOIN source ON true
$$;

-- What grant_live must hold for one (study, patient, scope); the same words serve the triggers and the nightly check.
CREATE FUNCTION grant_expected(p_study uuid, p_patient uuid, p_scope smallint)
RETURNS TABLE (study_id uuid, patient_id uuid, scope_id smallint, organization_id uuid, valid_to timestamptz, decision_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.study_id, e.patient_id, r.scope_id, s.organization_id, coalesce(c.ends_at, 'infinity'), c.decision_id
    FROM enrollment e
    JOIN study s ON s.id = e.study_id
    JOIN scope_request r ON r.study_id = e.study_id AND r.removed_at IS NULL
    CROSS JOIN LATERAL consent_state_at(e.id, r.scope_id, 'infinity') c
   WHERE (p_study IS NULL OR e.study_id = p_study) AND (p_patient IS NULL OR e.patient_id = p_patient)
     AND (p_scope IS NULL OR r.scope_id = p_scope)
     AND e.state IN ('active', 'completed') AND s.state IN ('active', 'paused', 'closed')
     AND EXISTS (SELECT FROM consent_decision d WHERE d.id = c.decision_id AND d.decision IN ('granted', 'resumed'))
$$;

CREATE FUNCTION grant_refresh(p_study uuid, p_patient uuid, p_scope smallint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM grant_live g WHERE g.study_id = p_study AND (p_patient IS NULL OR g.patient_id = p_patient)
                             AND (p_scope IS NULL OR g.scope_id = p_scope);
  INSERT INTO grant_live SELECT * FROM grant_expected(p_study, p_patient, p_scope);
END $$;

CREATE FUNCTION consent_decision_stamp() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e enrollment; latest timestamptz;
BEGIN
  SELECT * INTO STRICT e FROM enrollment WHERE id = NEW.enrollment_id;
  PERFORM pg_advisory_xact_lock(consent_lock_key(e.study_id, e.patient_id));
  IF NOT EXISTS (SELECT FROM scope_request r WHERE r.study_id = e.study_id AND r.scope_id = NEW.scope_id) THEN
    RAISE EXCEPTION 'the study never asked for this scope' USING ERRCODE = 'check_violation';
  END IF;
  SELECT max(d.decided_at) INTO latest FROM consent_decision d WHERE d.enrollment_id = e.id AND d.scope_id = NEW.scope_id;
  -- A clock that steps back must not reorder history.
  NEW.decided_at := greatest(wellkept_now(), latest + interval '1 microsecond');
  NEW.sequence := nextval('consent_decision_sequence');
  RETURN NEW;
END $$;
CREATE TRIGGER consent_decision_stamp BEFORE INSERT ON consent_decision FOR EACH ROW EXECUTE FUNCTION consent_decision_stamp();

CREATE FUNCTION consent_decision_grant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e enrollment;
BEGIN
  SELECT * INTO STRICT e FROM enrollment WHERE id = NEW.enrollment_id;
  PERFORM grant_refresh(e.study_id, e.patient_id, NEW.scope_id);
  RETURN NULL;
END $$;
CREATE TRIGGER consent_decision_grant AFTER INSERT ON consent_decision FOR EACH ROW EXECUTE FUNCTION consent_decision_grant();

CREATE FUNCTION enrollment_grant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(consent_lock_key(NEW.study_id, NEW.patient_id));
  PERFORM grant_refresh(NEW.study_id, NEW.patient_id, NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER enrollment_grant AFTER UPDATE OF state ON enrollment FOR EACH ROW EXECUTE FUNCTION enrollment_grant();

CREATE FUNCTION study_grant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(consent_lock_key(NEW.id, NULL));
  PERFORM grant_refresh(NEW.id, NULL, NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER study_grant AFTER UPDATE OF state ON study FOR EACH ROW EXECUTE FUNCTION study_grant();

CREATE FUNCTION scope_request_grant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(consent_lock_key(NEW.study_id, NULL));
  PERFORM grant_refresh(NEW.study_id, NULL, NEW.scope_id);
  RETURN NULL;
END $$;
CREATE TRIGGER scope_request_grant AFTER UPDATE ON scope_request FOR EACH ROW EXECUTE FUNCTION scope_request_grant();

-- The catalogue every installation starts with (https://w3id.org/openmhealth).
INSERT INTO scope (id, code, name, plain_name_en, plain_name_es) VALUES
  (1, 'omh:blood-glucose:4.0', 'Blood glucose', 'blood sugar', 'azúcar en la sangre'),
  (2, 'omh:heart-rate:2.0', 'Heart rate', 'heart rate', 'ritmo del corazón'),
  (3, 'omh:blood-pressure:4.0', 'Blood pressure', 'blood pressure', 'presión de la sangre'),
  (4, 'omh:oxygen-saturation:2.0', 'Oxygen saturation', 'blood oxygen', 'oxígeno en la sangre'),
  (5, 'omh:body-temperature:4.0', 'Body temperature', 'body temperature', 'temperatura del cuerpo'),
  (6, 'omh:step-count:3.0', 'Step count', 'steps', 'pasos'),
  (7, 'omh:sleep-duration:2.0', 'Sleep duration', 'sleep', 'sueño');
INSERT INTO data_source (id, name, kind) VALUES
  ('5ea50000-0000-4000-8000-000000000001', 'Glucose sensor', 'device'),
  ('5ea50000-0000-4000-8000-000000000002', 'Wrist tracker', 'device'),
  ('5ea50000-0000-4000-8000-000000000003', 'Blood pressure cuff', 'device'),
  ('5ea50000-0000-4000-8000-000000000004', 'Phone app', 'app');
