-- Accounts, sessions, the organization tree, memberships and invitations.

-- The database's own clock. Only a session that did not log in as the application or the sealer may move it,
-- which the demo seed does to write a believable past through the same commands.
CREATE FUNCTION wellkept_now() RETURNS timestamptz LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
DECLARE moved text := current_setting('app.seed_clock', true);
BEGIN
  IF moved IS NULL OR moved = '' OR session_user IN ('wellkept_app', 'wellkept_sealer') THEN
    RETURN clock_timestamp();
  END IF;
  RETURN moved::timestamptz;
END $$;

CREATE TYPE user_type AS ENUM ('practitioner', 'patient', 'super_admin');
CREATE TYPE practitioner_role AS ENUM ('viewer', 'member', 'manager'); -- in rising order: max() is the strongest

CREATE TABLE user_account (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_type user_type NOT NULL,
  email text NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) <= 254),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  password_hash text,
  locale text NOT NULL DEFAULT 'en' CHECK (locale IN ('en', 'es')),
  created_at timestamptz NOT NULL DEFAULT wellkept_now(),
  suspended_at timestamptz
);

-- One row a sign-in. The cookie names it; revoking the row ends the session at its next request.
CREATE TABLE user_session (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES user_account,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  user_agent text CHECK (length(user_agent) <= 400)
);
CREATE INDEX user_session_user ON user_session (user_id, created_at DESC);

CREATE TABLE organization (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  parent_id uuid REFERENCES organization,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  type text NOT NULL DEFAULT 'clinic' CHECK (length(type) <= 60),
  contact text NOT NULL DEFAULT '' CHECK (length(contact) <= 500),
  created_at timestamptz NOT NULL DEFAULT wellkept_now(),
  archived_at timestamptz,
  CHECK (parent_id IS DISTINCT FROM id)
);
CREATE UNIQUE INDEX organization_name ON organization (coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), lower(name));
CREATE INDEX organization_parent ON organization (parent_id);

-- Every (ancestor, descendant) pair, itself included: inherited roles are one index lookup at any depth.
CREATE TABLE organization_closure (
  ancestor_id uuid NOT NULL REFERENCES organization,
  descendant_id uuid NOT NULL REFERENCES organization,
  depth int NOT NULL,
  PRIMARY KEY (ancestor_id, descendant_id)
);
CREATE INDEX organization_closure_up ON organization_closure (descendant_id, depth);

CREATE FUNCTION organization_closure_insert() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO organization_closure SELECT ancestor_id, NEW.id, depth + 1 FROM organization_closure WHERE descendant_id = NEW.parent_id;
  INSERT INTO organization_closure VALUES (NEW.id, NEW.id, 0);
  RETURN NULL;
END $$;
CREATE TRIGGER organization_inserted AFTER INSERT ON organization FOR EACH ROW EXECUTE FUNCTION organization_closure_insert();

CREATE FUNCTION organization_closure_move() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('organization-tree', 0));
  IF EXISTS (SELECT FROM organization_closure WHERE ancestor_id = NEW.id AND descendant_id = NEW.parent_id) THEN
    RAISE EXCEPTION 'an organization cannot move below itself' USING ERRCODE = 'check_violation';
  END IF;
  DELETE FROM organization_closure c USING organization_closure below
   WHERE below.ancestor_id = NEW.id AND c.descendant_id = below.descendant_id
     AND NOT EXISTS (SELECT FROM organization_closure inside WHERE inside.ancestor_id = NEW.id AND inside.descendant_id = c.ancestor_id);
  INSERT INTO organization_closure
    SELECT up.ancestor_id, down.descendant_id, up.depth + down.depth + 1
      FROM organization_closure up, organization_closure down
     WHERE up.descendant_id = NEW.parent_id AND down.ancestor_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER organization_moved AFTER UPDATE OF parent_id ON organization
  FOR EACH ROW WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION organization_closure_move();

CREATE TABLE membership (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organization,
  user_id uuid NOT NULL REFERENCES user_account,
  role practitioner_role NOT NULL,
  ends_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT wellkept_now(),
  UNIQUE (organization_id, user_id)
);
CREATE INDEX membership_user ON membership (user_id);

CREATE FUNCTION membership_of_practitioner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT user_type FROM user_account WHERE id = NEW.user_id) IS DISTINCT FROM 'practitioner' THEN
    RAISE EXCEPTION 'only a practitioner can hold a role' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER membership_user_type BEFORE INSERT OR UPDATE ON membership FOR EACH ROW EXECUTE FUNCTION membership_of_practitioner();

-- The strongest role a person holds in an organization, its own or inherited from above; NULL when none.
CREATE FUNCTION role_in(p_user uuid, p_organization uuid) RETURNS practitioner_role
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT max(m.role) FROM organization_closure c JOIN membership m ON m.organization_id = c.ancestor_id
   WHERE c.descendant_id = p_organization AND m.user_id = p_user AND (m.ends_at IS NULL OR m.ends_at > clock_timestamp())
$$;

CREATE TYPE invitation_kind AS ENUM ('practitioner', 'patient');
CREATE TABLE invitation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind invitation_kind NOT NULL,
  organization_id uuid NOT NULL REFERENCES organization,
  role practitioner_role,
  enrollment_id uuid,
  email text NOT NULL CHECK (email = lower(email)),
  token_hash bytea NOT NULL UNIQUE,       -- SHA-256 of the link's secret; the secret itself is never stored
  code_hash bytea,                        -- SHA-256 of (invitation id, one-time code)
  code_expires_at timestamptz,
  code_attempts int NOT NULL DEFAULT 0,
  created_by uuid NOT NULL REFERENCES user_account,
  created_at timestamptz NOT NULL DEFAULT wellkept_now(),
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  accepted_by uuid REFERENCES user_account,
  revoked_at timestamptz,
  CHECK ((kind = 'practitioner') = (role IS NOT NULL)),
  CHECK ((kind = 'patient') = (enrollment_id IS NOT NULL))
);
CREATE INDEX invitation_organization ON invitation (organization_id, created_at DESC);

-- Mail that waits to be sent; in development it is shown at /dev/outbox instead.
CREATE TABLE mail (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  to_address text NOT NULL,
  subject text NOT NULL,
  body_text text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  sent_at timestamptz
);
CREATE INDEX mail_created ON mail (created_at DESC);

-- rate-limiter-flexible's own table layout.
CREATE TABLE rate_limit (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
