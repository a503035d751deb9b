-- Accounts: mail that leaves, recovery of a password, second factors, change of address, preferences.

-- Mail is tried again until it left or is a day old. What looks like a code or a token is taken out of a letter as soon as it
-- left, and at the latest when it no longer works: a copy of this table must not open an account.
ALTER TABLE mail
  ADD COLUMN body_html text NOT NULL DEFAULT '',
  ADD COLUMN attempts int NOT NULL DEFAULT 0,
  ADD COLUMN next_attempt_at timestamptz DEFAULT clock_timestamp(),  -- NULL: it left, or was given up
  ADD COLUMN failed_at timestamptz,
  ADD COLUMN last_error text CHECK (length(last_error) <= 200),      -- the kind of failure, never what the other server said
  ADD COLUMN forget_at timestamptz NOT NULL DEFAULT clock_timestamp() + interval '7 days',
  ADD COLUMN forgotten_at timestamptz;
CREATE INDEX mail_waiting ON mail (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX mail_to_forget ON mail (forget_at) WHERE forgotten_at IS NULL;

-- Tokens are 43 characters of base64url, one-time codes six digits; nothing else in a letter looks like either.
CREATE FUNCTION mail_forgotten(p_text text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT regexp_replace(regexp_replace(p_text, '[A-Za-z0-9_-]{43,}', '•••', 'g'), '(?<![0-9])[0-9]{6}(?![0-9])', '•••', 'g')
$$;

ALTER TABLE user_account
  ADD COLUMN mail_on_new_device boolean NOT NULL DEFAULT true;

-- A password alone makes a session that waits: it counts as none until the second factor was shown.
ALTER TABLE user_session
  ADD COLUMN awaits_factor boolean NOT NULL DEFAULT false,
  ADD COLUMN factor_at timestamptz,       -- when a second factor was shown in this session
  ADD COLUMN challenge text CHECK (length(challenge) <= 100),  -- of the passkey ceremony under way; used once
  ADD COLUMN challenge_until timestamptz;

CREATE TABLE totp_factor (
  user_id uuid PRIMARY KEY REFERENCES user_account,
  secret bytea NOT NULL,                  -- AES-256-GCM under FACTOR_KEY, bound to the account
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  confirmed_at timestamptz,               -- NULL: shown, and no code of it typed yet
  last_step bigint NOT NULL DEFAULT 0     -- RFC 6238, 5.2: a code is good once, and none before it afterwards
);

CREATE TABLE passkey (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES user_account,
  credential_id text NOT NULL UNIQUE CHECK (length(credential_id) <= 1400),
  public_key bytea NOT NULL,
  sign_count bigint NOT NULL DEFAULT 0,
  transports text[] NOT NULL DEFAULT '{}',
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_used_at timestamptz
);
CREATE INDEX passkey_user ON passkey (user_id, created_at);

-- SHA-256 of (account, code): 80 random bits need no slow hash.
CREATE TABLE factor_recovery_code (
  user_id uuid NOT NULL REFERENCES user_account,
  code_hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (user_id, code_hash)
);

-- Whoever knows the password and lost the second factor asks; a manager who knows the person decides.
CREATE TABLE factor_reset (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES user_account,
  requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL DEFAULT clock_timestamp() + interval '3 days',
  decided_at timestamptz,
  decided_by uuid REFERENCES user_account,
  decision text CHECK (decision IN ('reset', 'refused'))
);
CREATE UNIQUE INDEX factor_reset_open ON factor_reset (user_id) WHERE decided_at IS NULL;

-- Asked by whoever is nobody yet: found by the hash of its secret alone.
CREATE TABLE password_recovery (
  token_hash bytea PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES user_account,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX password_recovery_user ON password_recovery (user_id, created_at DESC);

CREATE TABLE email_change (
  user_id uuid PRIMARY KEY REFERENCES user_account,
  new_email text NOT NULL CHECK (new_email = lower(new_email) AND length(new_email) <= 254),
  old_token_hash bytea NOT NULL UNIQUE,
  new_token_hash bytea NOT NULL UNIQUE,
  old_confirmed_at timestamptz,
  new_confirmed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL
);

ALTER TABLE organization
  ADD COLUMN requires_second_factor boolean NOT NULL DEFAULT false;

GRANT SELECT, INSERT, UPDATE, DELETE ON totp_factor, passkey, factor_recovery_code, email_change TO wellkept_app;
GRANT SELECT, INSERT, UPDATE ON factor_reset, password_recovery TO wellkept_app;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['totp_factor', 'passkey', 'factor_recovery_code', 'factor_reset', 'email_change'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY mine ON %I TO wellkept_app USING (user_id = current_actor())', t);
  END LOOP;
END $$;

-- Past row security: whose change a mailed link belongs to, so that another's link is refused at its layer.
CREATE FUNCTION email_change_owner(p_token_hash bytea) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT user_id FROM email_change WHERE p_token_hash IN (old_token_hash, new_token_hash) $$;
CREATE FUNCTION passkey_owner(p_passkey uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT user_id FROM passkey WHERE id = p_passkey $$;

-- Does an organization, or one above it, ask for a second factor that this session has not shown? Only of those who hold a
-- role there: nobody else may learn that the organization exists.
CREATE FUNCTION second_factor_missing(p_actor uuid, p_session uuid, p_organization uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT role_in(p_actor, p_organization) IS NOT NULL
     AND EXISTS (SELECT FROM organization_closure c JOIN organization o ON o.id = c.ancestor_id
                  WHERE c.descendant_id = p_organization AND o.requires_second_factor)
     AND NOT EXISTS (SELECT FROM user_session s WHERE s.id = p_session AND s.user_id = p_actor AND s.factor_at IS NOT NULL)
$$;

-- The organizations a person belongs to: by role, or as their patient.
CREATE FUNCTION belongs_to(p_user uuid, p_organization uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM membership m JOIN organization_closure c ON c.descendant_id = m.organization_id
                  WHERE c.ancestor_id = p_organization AND m.user_id = p_user AND (m.ends_at IS NULL OR m.ends_at > clock_timestamp()))
      OR EXISTS (SELECT FROM patient p JOIN patient_organization po ON po.patient_id = p.id
                   JOIN organization_closure c ON c.descendant_id = po.organization_id
                  WHERE c.ancestor_id = p_organization AND p.user_id = p_user)
$$;

CREATE FUNCTION factor_resets_in(p_organization uuid)
RETURNS TABLE (id uuid, user_id uuid, name text, email text, user_type user_type, requested_at timestamptz, expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.id, u.id, u.name, u.email, u.user_type, r.requested_at, r.expires_at
    FROM factor_reset r JOIN user_account u ON u.id = r.user_id
   WHERE r.decided_at IS NULL AND r.expires_at > clock_timestamp() AND belongs_to(r.user_id, p_organization)
     AND role_in(current_actor(), p_organization) = 'manager'
   ORDER BY r.requested_at LIMIT 200
$$;

-- Decides an open request of a person of that organization; answers whose it was, or nothing. A reset takes the factors away
-- and ends every session: the password, which whoever asked has shown, signs in again and sets up a new one.
CREATE FUNCTION factor_reset_decide(p_request uuid, p_organization uuid, p_decision text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_user uuid;
BEGIN
  UPDATE factor_reset r SET decided_at = clock_timestamp(), decided_by = current_actor(), decision = p_decision
   WHERE r.id = p_request AND r.decided_at IS NULL AND r.expires_at > clock_timestamp()
     AND r.user_id <> current_actor() AND belongs_to(r.user_id, p_organization)
     AND role_in(current_actor(), p_organization) = 'manager'
  RETURNING r.user_id INTO v_user;
  IF v_user IS NULL OR p_decision <> 'reset' THEN RETURN v_user; END IF;
  DELETE FROM totp_factor WHERE user_id = v_user;
  DELETE FROM passkey WHERE user_id = v_user;
  DELETE FROM factor_recovery_code WHERE user_id = v_user;
  UPDATE user_session SET revoked_at = clock_timestamp() WHERE user_id = v_user AND revoked_at IS NULL;
  RETURN v_user;
END $$;

REVOKE ALL ON FUNCTION email_change_owner(bytea), passkey_owner(uuid), second_factor_missing(uuid, uuid, uuid),
  belongs_to(uuid, uuid), factor_resets_in(uuid), factor_reset_decide(uuid, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION email_change_owner(bytea), passkey_owner(uuid), second_factor_missing(uuid, uuid, uuid),
  factor_resets_in(uuid), factor_reset_decide(uuid, uuid, text) TO wellkept_app;

-- What happened to an account, also before anyone was signed in.
CREATE INDEX event_account ON audit.event (resource_id, at DESC, id DESC) WHERE resource_kind = 'account';

-- Of the caller's own account: what they did with it, and what was done to it, signed in or not.
CREATE FUNCTION audit.account_events(p_limit int)
RETURNS TABLE (id bigint, at timestamptz, action text, outcome text, is_own boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT mine.id, mine.at, mine.action, mine.outcome, mine.actor_id = current_actor() OR mine.actor_kind = 'anonymous'
    FROM ((SELECT e.id, e.at, e.action, e.outcome, e.actor_id, e.actor_kind FROM audit.event e
            WHERE e.actor_id = current_actor() AND e.action <> 'slot.read'
              AND split_part(e.action, '.', 1) IN ('session', 'account', 'password', 'email', 'factor', 'slot', 'vault')
            ORDER BY e.at DESC, e.id DESC LIMIT p_limit)
           UNION
          (SELECT e.id, e.at, e.action, e.outcome, e.actor_id, e.actor_kind FROM audit.event e
            WHERE e.resource_kind = 'account' AND e.resource_id = current_actor()
            ORDER BY e.at DESC, e.id DESC LIMIT p_limit)) mine
   ORDER BY mine.at DESC, mine.id DESC LIMIT p_limit
$$;
REVOKE ALL ON FUNCTION audit.account_events(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.account_events(int) TO wellkept_app;

-- The gate asks the first layer the same two questions: a session that waits is none, and a required second factor is shown.
CREATE OR REPLACE FUNCTION gate_decide(p_actor uuid, p_session uuid, p_permission text, p_study uuid, p_patient uuid, p_scope smallint)
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
  IF NOT EXISTS (SELECT FROM user_session s WHERE s.id = p_session AND s.user_id = p_actor AND s.revoked_at IS NULL AND s.expires_at > v_now AND NOT s.awaits_factor) THEN
    refused_layer := 'authentication'; reason := 'session ended'; RETURN NEXT; RETURN;
  END IF;
  IF v_user.user_type = 'practitioner' AND second_factor_missing(p_actor, p_session, v_study.organization_id) THEN
    refused_layer := 'authentication'; reason := 'second factor required'; RETURN NEXT; RETURN;
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

-- The same as before, under the next version of the policy.
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
    'patient', p_patient, 'study', p_study, 'scopes', jsonb_build_array(p_scope), 'policyVersion', 2);
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
