-- The audit log: one append function for every writer, and no way to change what it wrote.
CREATE SCHEMA audit;

-- Erasing a patient destroys this row; the proofs still verify, the link is gone.
CREATE TABLE audit.patient_key (
  patient_id uuid PRIMARY KEY,
  ref bytea NOT NULL UNIQUE,
  key bytea NOT NULL
);
CREATE FUNCTION audit.patient_ref(p_patient uuid) RETURNS bytea LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found bytea; fresh bytea;
BEGIN
  IF p_patient IS NULL THEN RETURN NULL; END IF;
  SELECT ref INTO found FROM audit.patient_key WHERE patient_id = p_patient;
  IF found IS NOT NULL THEN RETURN found; END IF;
  IF NOT EXISTS (SELECT FROM public.patient WHERE id = p_patient) THEN RETURN NULL; END IF;
  fresh := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
  -- A keyed hash of the id under a random 32-byte key of fixed length; the two hashes close length extension.
  INSERT INTO audit.patient_key VALUES (p_patient, sha256(fresh || sha256(fresh || uuid_send(p_patient))), fresh)
    ON CONFLICT DO NOTHING;
  SELECT ref INTO found FROM audit.patient_key WHERE patient_id = p_patient;
  RETURN found;
END $$;

CREATE SEQUENCE audit.event_id;
CREATE TABLE audit.event (
  id bigint NOT NULL,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),    -- the horizon for sealing
  at timestamptz NOT NULL,
  organization_id uuid NOT NULL,                     -- the nil uuid: the installation's own tree
  actor_kind text NOT NULL,
  actor_id uuid NOT NULL,
  actor_role text,
  on_behalf_of uuid,
  client_id text,
  session_ref uuid,
  request_id uuid NOT NULL,
  action text NOT NULL,
  outcome text NOT NULL,
  refused_layer text,
  patient_ref bytea,
  study_id uuid,
  scope_ids smallint[],
  resource_kind text,
  resource_id uuid,
  n int,
  first_id bigint,
  last_id bigint,
  purpose text,
  policy_version int NOT NULL,
  body bytea NOT NULL,                               -- RFC 8785 JSON of all of the above: what is hashed
  salt bytea,
  detail bytea,                                      -- optional, ciphertext under the patient's audit key
  commitment bytea NOT NULL,                         -- SHA-256(salt || detail)
  PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
CREATE TABLE audit.event_rest PARTITION OF audit.event DEFAULT;
CREATE INDEX event_organization ON audit.event (organization_id, at DESC, id DESC);
CREATE INDEX event_patient ON audit.event (patient_ref, at DESC, id DESC) WHERE patient_ref IS NOT NULL;
CREATE INDEX event_actor ON audit.event (actor_id, at DESC, id DESC);
CREATE INDEX event_seal ON audit.event (xid, id);

-- Months that exist before they are needed, so that no act ever waits for DDL.
CREATE FUNCTION audit.ensure_partitions() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE month date;
BEGIN
  FOR month IN SELECT generate_series(date_trunc('month', now()) - interval '3 months', date_trunc('month', now()) + interval '3 months', '1 month')::date LOOP
    IF to_regclass(format('audit.event_%s', to_char(month, 'YYYYMM'))) IS NULL THEN
      EXECUTE format('CREATE TABLE audit.event_%s PARTITION OF audit.event FOR VALUES FROM (%L) TO (%L)',
        to_char(month, 'YYYYMM'), month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month')::timestamp AT TIME ZONE 'UTC');
      EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit.event_%s EXECUTE FUNCTION public.refuse_change()', to_char(month, 'YYYYMM'));
    END IF;
  END LOOP;
END $$;
SELECT audit.ensure_partitions();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit.event FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit.event EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit.event_rest EXECUTE FUNCTION public.refuse_change();

-- The one way in. `e` holds the public part by the names of the body; patient is the patient's id and becomes a reference.
-- The body is RFC 8785 JSON: a flat object of ids, enums, integers and arrays of integers, its members written in their
-- sorted order. Nothing that would need escaping is let in, so free text has no way in either.
CREATE FUNCTION audit.append(e jsonb) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_id bigint := nextval('audit.event_id');
  v_xid xid8 := pg_current_xact_id();
  v_at timestamptz := date_trunc('microseconds', public.wellkept_now());
  v_ref bytea := audit.patient_ref((e ->> 'patient')::uuid);
  v_salt bytea := uuid_send(gen_random_uuid());
  -- Through the types of the columns, so that a column and the body never write one value in two ways.
  v_organization uuid := e ->> 'organization'; v_actor uuid := e ->> 'actor'; v_on_behalf_of uuid := e ->> 'onBehalfOf';
  v_session uuid := e ->> 'session'; v_request uuid := e ->> 'request'; v_study uuid := e ->> 'study'; v_resource uuid := e ->> 'resource';
  v_n int := e ->> 'n'; v_first bigint := e ->> 'firstId'; v_last bigint := e ->> 'lastId'; v_policy int := e ->> 'policyVersion';
  v_scopes smallint[] := (SELECT array_agg(x::smallint) FROM jsonb_array_elements_text(e -> 'scopes') x);
BEGIN
  IF e - ARRAY['organization', 'actorKind', 'actor', 'actorRole', 'onBehalfOf', 'client', 'session', 'request', 'action', 'operation',
       'outcome', 'layer', 'patient', 'study', 'scopes', 'resourceKind', 'resource', 'n', 'firstId', 'lastId', 'purpose', 'policyVersion'] <> '{}' THEN
    RAISE EXCEPTION 'an audit event has no such field' USING ERRCODE = 'check_violation';
  END IF;
  IF concat_ws(':', e ->> 'action', e ->> 'actorKind', e ->> 'actorRole', e ->> 'client', e ->> 'layer', e ->> 'operation',
       e ->> 'outcome', e ->> 'purpose', e ->> 'resourceKind') ~ '[^A-Za-z0-9_.:-]' THEN
    RAISE EXCEPTION 'audit events hold ids and enums only' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO audit.event (id, xid, at, organization_id, actor_kind, actor_id, actor_role, on_behalf_of, client_id, session_ref,
    request_id, action, outcome, refused_layer, patient_ref, study_id, scope_ids, resource_kind, resource_id, n, first_id,
    last_id, purpose, policy_version, body, salt, commitment)
  VALUES (v_id, v_xid, v_at, v_organization, e ->> 'actorKind', v_actor, e ->> 'actorRole', v_on_behalf_of, e ->> 'client', v_session,
    v_request, e ->> 'action', e ->> 'outcome', e ->> 'layer', v_ref, v_study, v_scopes, e ->> 'resourceKind', v_resource, v_n, v_first,
    v_last, e ->> 'purpose', v_policy,
    convert_to('{"action":"' || (e ->> 'action') || '","actor":"' || v_actor || '","actorKind":"' || (e ->> 'actorKind') || '"' || concat(
      ',"actorRole":"' || (e ->> 'actorRole') || '"', ',"at":"' || to_char(v_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"',
      ',"client":"' || (e ->> 'client') || '"', ',"firstId":' || v_first, ',"id":' || v_id, ',"lastId":' || v_last,
      ',"layer":"' || (e ->> 'layer') || '"', ',"n":' || v_n, ',"onBehalfOf":"' || v_on_behalf_of || '"',
      ',"operation":"' || (e ->> 'operation') || '"', ',"organization":"' || v_organization || '"', ',"outcome":"' || (e ->> 'outcome') || '"',
      ',"patientRef":"' || encode(v_ref, 'hex') || '"', ',"policyVersion":' || v_policy, ',"purpose":"' || (e ->> 'purpose') || '"',
      ',"request":"' || v_request || '"', ',"resource":"' || v_resource || '"', ',"resourceKind":"' || (e ->> 'resourceKind') || '"',
      ',"scopes":[' || array_to_string(v_scopes, ',') || ']', ',"session":"' || v_session || '"', ',"study":"' || v_study || '"',
      ',"v":1,"xid":' || v_xid::text || '}'), 'UTF8'),
    v_salt, sha256(v_salt));
  RETURN v_id;
END $$;
