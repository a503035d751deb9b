-- What the application's role may do, table by table, and row security as the second net under the policy.
GRANT USAGE ON SCHEMA public, audit TO wellkept_app, wellkept_sealer;

GRANT SELECT, INSERT, UPDATE ON user_account, user_session, organization, membership, invitation, mail, study, study_information,
  scope_request, study_data_source, patient, patient_organization, patient_identifier, enrollment, unlock_slot, user_key,
  rotation_task, data_group, data_group_key, device TO wellkept_app;
GRANT DELETE ON membership, study_data_source, patient_identifier, unlock_slot TO wellkept_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limit TO wellkept_app;
GRANT SELECT, INSERT ON consent_decision, consent_confirmation, receipt, study_key, study_key_wrap TO wellkept_app;
GRANT USAGE ON SEQUENCE consent_decision_sequence TO wellkept_app;
GRANT SELECT ON organization_closure, scope, data_source, grant_live TO wellkept_app;
-- upload_batch, dek, observation and observation_content: nothing. The gate and the upload function are the only ways.

GRANT SELECT ON audit.event, audit.patient_key TO wellkept_app, wellkept_sealer;
REVOKE ALL ON FUNCTION audit.append(jsonb), audit.patient_ref(uuid), audit.ensure_partitions(), grant_refresh(uuid, uuid, smallint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.append(jsonb), audit.patient_ref(uuid) TO wellkept_app;
GRANT EXECUTE ON FUNCTION audit.ensure_partitions() TO wellkept_sealer;

-- Who asks, set by lib/db/transaction.ts as the first statement of each transaction.
CREATE FUNCTION current_actor() RETURNS uuid LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;
CREATE FUNCTION my_organizations() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT c.descendant_id FROM membership m JOIN organization_closure c ON c.ancestor_id = m.organization_id
   WHERE m.user_id = current_actor() AND (m.ends_at IS NULL OR m.ends_at > clock_timestamp())
$$;
CREATE FUNCTION my_enrollments() RETURNS TABLE (enrollment_id uuid, study_id uuid, patient_id uuid, organization_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.id, e.study_id, e.patient_id, e.organization_id FROM enrollment e JOIN patient p ON p.id = e.patient_id WHERE p.user_id = current_actor()
$$;
CREATE FUNCTION is_super_admin() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM user_account WHERE id = current_actor() AND user_type = 'super_admin' AND suspended_at IS NULL)
$$;

ALTER TABLE organization ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON organization TO wellkept_app
  USING (id IN (SELECT my_organizations()) OR id IN (SELECT organization_id FROM my_enrollments()) OR is_super_admin())
  WITH CHECK (id IN (SELECT my_organizations()) OR parent_id IN (SELECT my_organizations()) OR is_super_admin());

ALTER TABLE membership ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON membership TO wellkept_app
  USING (organization_id IN (SELECT my_organizations()) OR user_id = current_actor() OR is_super_admin())
  WITH CHECK (organization_id IN (SELECT my_organizations()) OR is_super_admin());

ALTER TABLE invitation ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON invitation TO wellkept_app USING (organization_id IN (SELECT my_organizations()));

ALTER TABLE study ENABLE ROW LEVEL SECURITY;
CREATE POLICY practitioners ON study TO wellkept_app USING (organization_id IN (SELECT my_organizations()));
CREATE POLICY patients ON study FOR SELECT TO wellkept_app USING (id IN (SELECT study_id FROM my_enrollments()));

-- Tables that hang on a study follow it: the inner query runs under the study's own policies.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['study_information', 'scope_request', 'study_data_source', 'study_key', 'study_key_wrap', 'rotation_task'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY of_study ON %I TO wellkept_app USING (study_id IN (SELECT id FROM study))', t);
  END LOOP;
END $$;

ALTER TABLE patient ENABLE ROW LEVEL SECURITY;
CREATE POLICY practitioners ON patient TO wellkept_app
  USING (id IN (SELECT patient_id FROM patient_organization WHERE organization_id IN (SELECT my_organizations())))
  WITH CHECK (EXISTS (SELECT FROM my_organizations()));
CREATE POLICY patients ON patient FOR SELECT TO wellkept_app USING (user_id = current_actor());

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['patient_organization', 'patient_identifier'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY mine ON %I TO wellkept_app USING (organization_id IN (SELECT my_organizations()))', t);
  END LOOP;
END $$;

ALTER TABLE enrollment ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON enrollment TO wellkept_app
  USING (organization_id IN (SELECT my_organizations()) OR id IN (SELECT enrollment_id FROM my_enrollments()));

ALTER TABLE consent_decision ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_enrollment ON consent_decision TO wellkept_app USING (enrollment_id IN (SELECT id FROM enrollment));
ALTER TABLE consent_confirmation ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_decision ON consent_confirmation TO wellkept_app USING (decision_id IN (SELECT id FROM consent_decision));
ALTER TABLE receipt ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_decision ON receipt TO wellkept_app USING (decision_id IN (SELECT id FROM consent_decision));
ALTER TABLE grant_live ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_study ON grant_live TO wellkept_app USING (study_id IN (SELECT id FROM study));

ALTER TABLE data_group ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_enrollment ON data_group TO wellkept_app USING (enrollment_id IN (SELECT id FROM enrollment));
ALTER TABLE data_group_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_data_group ON data_group_key TO wellkept_app USING (data_group_id IN (SELECT id FROM data_group));
ALTER TABLE device ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_data_group ON device TO wellkept_app USING (data_group_id IN (SELECT id FROM data_group));

-- A person's own keys; public halves of colleagues are read through colleague_keys().
ALTER TABLE user_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON user_key TO wellkept_app USING (user_id = current_actor());
ALTER TABLE unlock_slot ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON unlock_slot TO wellkept_app USING (user_id = current_actor());

-- Public keys of everyone who holds a role in an organization, own or inherited: what a manager wraps a study key to.
CREATE FUNCTION colleague_keys(p_organization uuid)
RETURNS TABLE (user_id uuid, name text, email text, role practitioner_role, version int, encryption_public_keyset text, signing_public_keyset text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.name, u.email, max(m.role), k.version, k.encryption_public_keyset, k.signing_public_keyset
    FROM organization_closure c
    JOIN membership m ON m.organization_id = c.ancestor_id AND (m.ends_at IS NULL OR m.ends_at > clock_timestamp())
    JOIN user_account u ON u.id = m.user_id AND u.suspended_at IS NULL
    JOIN user_key k ON k.user_id = u.id AND k.revoked_at IS NULL
   WHERE c.descendant_id = p_organization AND p_organization IN (SELECT my_organizations())
   GROUP BY u.id, k.user_id, k.version
$$;
-- A wrap's signer may have left since; the signature still has to be checked.
CREATE FUNCTION signing_keyset_of(p_user uuid, p_version int) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT signing_public_keyset FROM user_key WHERE user_id = p_user AND version = p_version
$$;

-- What a request is about, found before it is authorized. Row security would hide a foreign record from the guard, and
-- the attempt could not be refused at its layer; so this returns ids only, to be judged and never shown.
CREATE FUNCTION find_target(p_kind text, p_id uuid)
RETURNS TABLE (organization_id uuid, study_id uuid, patient_id uuid, enrollment_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id, NULL::uuid, NULL::uuid, NULL::uuid FROM organization WHERE p_kind = 'organization' AND id = p_id
  UNION ALL SELECT organization_id, id, NULL, NULL FROM study WHERE p_kind = 'study' AND id = p_id
  UNION ALL SELECT organization_id, study_id, patient_id, id FROM enrollment WHERE p_kind = 'enrollment' AND id = p_id
  UNION ALL SELECT e.organization_id, e.study_id, e.patient_id, e.id FROM data_group d JOIN enrollment e ON e.id = d.enrollment_id
             WHERE p_kind = 'data-group' AND d.id = p_id
  UNION ALL SELECT e.organization_id, e.study_id, e.patient_id, e.id FROM consent_decision d JOIN enrollment e ON e.id = d.enrollment_id
             WHERE p_kind = 'decision' AND d.id = p_id
  UNION ALL SELECT organization_id, NULL, NULL, enrollment_id FROM invitation WHERE p_kind = 'invitation' AND id = p_id
  UNION ALL SELECT organization_id, NULL, NULL, NULL FROM membership WHERE p_kind = 'membership' AND id = p_id
$$;

-- Is this patient known to that organization? (A patient belongs to several; the organization comes from the path.)
CREATE FUNCTION find_patient_target(p_organization uuid, p_patient uuid)
RETURNS TABLE (organization_id uuid, patient_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT po.organization_id, po.patient_id FROM patient_organization po WHERE po.organization_id = p_organization AND po.patient_id = p_patient
$$;

-- Everything the six layers ask about, in one round trip (lib/authorization/facts.ts).
CREATE FUNCTION authorization_facts(p_actor uuid, p_organization uuid, p_study uuid, p_patient uuid, p_scope smallint)
RETURNS TABLE (role practitioner_role, own_patient boolean, study_state study_state, enrollment_state enrollment_state,
               consent_state text, consent_ends_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT role_in(p_actor, p_organization),
         EXISTS (SELECT FROM patient WHERE id = p_patient AND user_id = p_actor),
         (SELECT state FROM study WHERE id = p_study),
         e.state, c.state, c.ends_at
    FROM (SELECT) one
    LEFT JOIN enrollment e ON e.study_id = p_study AND e.patient_id = p_patient
    LEFT JOIN scope_request r ON r.study_id = p_study AND r.scope_id = p_scope AND r.removed_at IS NULL
    LEFT JOIN LATERAL consent_state_at(e.id, r.scope_id, clock_timestamp()) c ON true
$$;

-- The invitee is nobody yet: these two see exactly the row whose secret the caller holds.
CREATE FUNCTION invitation_by_token(p_token_hash bytea) RETURNS SETOF invitation
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT * FROM invitation WHERE token_hash = p_token_hash $$;

CREATE FUNCTION data_group_of_device(p_device uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT data_group_id FROM device WHERE id = p_device AND revoked_at IS NULL $$;

CREATE FUNCTION device_by_bearer(p_bearer_hash bytea)
RETURNS TABLE (device_id uuid, data_group_id uuid, revoked_at timestamptz, signing_public_keyset text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT id, data_group_id, revoked_at, signing_public_keyset FROM device WHERE bearer_hash = p_bearer_hash $$;
