import type { ConsentDecisionKind, ConsentState } from './consent';
import type { Reader } from './consent-model';

/** What the test of random histories plays on, in SQL so that a step costs two round trips. */
export type SeenScope = {
  state: ConsentState;
  endsAt: string | null;
  askedAgainAt: string | null;
  isAsked: boolean;
  last: { decision: ConsentDecisionKind; decidedAt: string; decidedBy: string } | null;
  beforeLast: ConsentDecisionKind | null;
  granted: { endsAt: string | null; isDisputed: boolean } | null;
};
export type Seen = {
  enrollment: string | null;
  study: string;
  scopes: SeenScope[];
  /** Of one of the two scopes. */
  past: { state: ConsentState; at: string | null }[];
  live: number[];
  /** What the gate said: the layer that refused, or how many readings it released. */
  read: { who: Reader; scope: number; answer: string | number }[];
  /** At the end only: both count what the whole history left behind. */
  end: { events: number; liveIsExpected: boolean } | null;
};

export const STAGE = `
CREATE FUNCTION stage_begin(p jsonb, p_at timestamptz) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE v_study uuid := gen_random_uuid(); v_org uuid := gen_random_uuid();
BEGIN
  PERFORM set_config('app.seed_clock', p_at::text, true);
  INSERT INTO organization (id, name) VALUES (v_org, v_org::text);
  INSERT INTO membership (organization_id, user_id, role) VALUES (v_org, (p->>'staff')::uuid, 'viewer');
  INSERT INTO study (id, organization_id, name, state, created_by) VALUES (v_study, v_org, v_study::text, 'active', (p->>'staff')::uuid);
  INSERT INTO scope_request (study_id, scope_id, reason) VALUES (v_study, 1, 'why'), (v_study, 2, 'why');
  RETURN v_study;
END $$;

CREATE FUNCTION stage_patient(p jsonb) RETURNS uuid LANGUAGE sql AS $$ SELECT id FROM patient WHERE user_id = (p->>'patient')::uuid $$;

CREATE FUNCTION stage_act(p_study uuid, p jsonb, p_kind text, p_scope smallint, p_at timestamptz, p_decision text, p_ends timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE e enrollment; v_org uuid; v_group uuid; v_device uuid; v_batch uuid; v_dek bigint; v_observation bigint; v_recorded consent_decision;
  v_by_staff boolean := p_kind LIKE 'record-%'; v_states text[] := string_to_array(CASE p_kind
    WHEN 'pause-study' THEN 'active>paused' WHEN 'open-study' THEN 'paused>active' WHEN 'close-study' THEN 'active>closed,paused>closed'
    WHEN 'archive-study' THEN 'closed>archived' END, ',');
BEGIN
  PERFORM set_config('app.seed_clock', p_at::text, true);
  SELECT * INTO e FROM enrollment x WHERE x.study_id = p_study;
  SELECT organization_id INTO v_org FROM study WHERE id = p_study;
  IF p_decision IS NOT NULL THEN
    INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, method, spoken_at, request_version, information_version, ends_at)
    SELECT e.id, p_scope, p_decision::consent_answer, (p->>(CASE WHEN v_by_staff THEN 'staff' ELSE 'patient' END))::uuid,
           (CASE WHEN v_by_staff THEN 'on_behalf' ELSE 'patient' END)::decided_as, CASE WHEN v_by_staff THEN 'paper' END,
           CASE WHEN v_by_staff THEN p_at END, r.version, coalesce((SELECT max(version) FROM study_information WHERE study_id = p_study), 0), p_ends
      FROM scope_request r WHERE r.study_id = p_study AND r.scope_id = p_scope;
    RETURN true;
  END IF;
  CASE
    WHEN p_kind = 'invite' THEN
      IF e.id IS NULL THEN
        INSERT INTO enrollment (study_id, patient_id) VALUES (p_study, stage_patient(p)) RETURNING * INTO e;
        INSERT INTO data_group (enrollment_id, organization_id) VALUES (e.id, v_org) RETURNING id INTO v_group;
        INSERT INTO device (data_group_id, name, bearer_hash) VALUES (v_group, 'Phone', uuid_send(v_group)) RETURNING id INTO v_device;
        INSERT INTO upload_batch (data_group_id, client_batch_id, device_id, manifest, observation_count)
          VALUES (v_group, v_group, v_device, '', 0) RETURNING id INTO v_batch;
        INSERT INTO dek (data_group_id, scope_id, batch_id, dek_ref, tink_key_id, wrapped)
          SELECT v_group, s, v_batch, gen_random_uuid(), 1, 'x' FROM generate_series(1, 2) s;
        RETURN true;
      END IF;
      UPDATE enrollment SET state = 'invited', ended_at = NULL WHERE id = e.id AND state = 'withdrawn';
    WHEN p_kind = 'accept' THEN UPDATE enrollment SET state = 'active', activated_at = p_at WHERE id = e.id AND state = 'invited';
    WHEN p_kind = 'withdraw' THEN UPDATE enrollment SET state = 'withdrawn', ended_at = p_at WHERE id = e.id AND state IN ('invited', 'active');
    WHEN v_states IS NOT NULL THEN
      UPDATE study SET state = split_part(s, '>', 2)::study_state FROM unnest(v_states) s WHERE id = p_study AND state::text = split_part(s, '>', 1);
    WHEN p_kind = 'role-none' THEN DELETE FROM membership WHERE organization_id = v_org AND user_id = (p->>'staff')::uuid; RETURN true;
    WHEN p_kind LIKE 'role-%' THEN
      INSERT INTO membership (organization_id, user_id, role) VALUES (v_org, (p->>'staff')::uuid, substr(p_kind, 6)::practitioner_role)
        ON CONFLICT (organization_id, user_id) DO UPDATE SET role = excluded.role;
    WHEN p_kind = 'publish' THEN
      INSERT INTO study_information (study_id, version, body) SELECT p_study, coalesce(max(version), 0) + 1, '' FROM study_information WHERE study_id = p_study;
    WHEN p_kind = 'change-request' THEN
      UPDATE scope_request SET reason = reason || '.', version = version + 1 WHERE study_id = p_study AND scope_id = p_scope AND removed_at IS NULL;
    WHEN p_kind = 'take-back' THEN UPDATE scope_request SET removed_at = p_at WHERE study_id = p_study AND scope_id = p_scope AND removed_at IS NULL;
    WHEN p_kind = 'ask-anew' THEN
      UPDATE scope_request SET removed_at = NULL, version = version + 1 WHERE study_id = p_study AND scope_id = p_scope AND removed_at IS NOT NULL;
    WHEN p_kind = 'upload' THEN
      INSERT INTO observation (data_group_id, scope_id, data_source_id, client_observation_id, effective_at, batch_id, dek_id)
        SELECT k.data_group_id, p_scope, '5ea50000-0000-4000-8000-000000000001', gen_random_uuid(), p_at, k.batch_id, k.id
          FROM data_group g JOIN dek k ON k.data_group_id = g.id AND k.scope_id = p_scope WHERE g.enrollment_id = e.id RETURNING id INTO v_observation;
      IF v_observation IS NULL THEN RETURN false; END IF;
      INSERT INTO observation_content VALUES (v_observation, 'x');
    WHEN p_kind IN ('confirm', 'dispute') THEN
      SELECT d.* INTO v_recorded FROM consent_decision d WHERE d.enrollment_id = e.id AND d.scope_id = p_scope AND d.decided_as = 'on_behalf'
       ORDER BY d.sequence DESC LIMIT 1;
      IF v_recorded.id IS NULL OR e.state <> 'active' OR EXISTS (SELECT FROM consent_confirmation WHERE decision_id = v_recorded.id) THEN RETURN false; END IF;
      INSERT INTO consent_confirmation VALUES (v_recorded.id, CASE p_kind WHEN 'confirm' THEN 'confirmed' ELSE 'disputed' END, (p->>'patient')::uuid, p_at);
      IF p_kind = 'dispute' AND v_recorded.decision = 'granted'
         AND NOT EXISTS (SELECT FROM consent_decision d WHERE d.enrollment_id = e.id AND d.scope_id = p_scope AND d.sequence > v_recorded.sequence) THEN
        INSERT INTO consent_decision (enrollment_id, scope_id, decision, decided_by, decided_as, request_version, information_version)
          VALUES (e.id, p_scope, 'stopped', (p->>'patient')::uuid, 'patient', v_recorded.request_version, v_recorded.information_version);
      END IF;
      RETURN true;
    ELSE RETURN p_kind = 'wait';
  END CASE;
  RETURN FOUND;
END $$;

CREATE FUNCTION stage_end(p_study uuid, p_org uuid) RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_build_object(
    'liveIsExpected', (SELECT jsonb_agg(to_jsonb(g) ORDER BY g.scope_id) FROM grant_live g WHERE g.study_id = p_study)
      IS NOT DISTINCT FROM (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.scope_id) FROM grant_expected(p_study, NULL, NULL) x),
    'events', (SELECT count(*) FROM audit.event WHERE organization_id = p_org))
$$;

CREATE FUNCTION stage_look(p_study uuid, p jsonb, p_at timestamptz, p_past timestamptz[], p_past_scope smallint, p_reader text, p_outsider text, p_is_end boolean) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE v_enrollment uuid; v_patient uuid := stage_patient(p); v_org uuid; v_read jsonb := '[]'; v_n int; v_layer text; v_who text;
BEGIN
  PERFORM set_config('app.seed_clock', p_at::text, true);
  SELECT id INTO v_enrollment FROM enrollment WHERE study_id = p_study;
  SELECT organization_id INTO v_org FROM study WHERE id = p_study;
  FOREACH v_who IN ARRAY ARRAY[p_reader] LOOP
    SELECT r.n, r.refused_layer INTO v_n, v_layer FROM gate_read((p->>v_who)::uuid, (p->>(v_who || 'Session'))::uuid,
      p_study, p_study, v_patient, 1::smallint, NULL, NULL, NULL, NULL, 100) r;
    v_read := v_read || jsonb_build_object('who', v_who, 'scope', 1, 'answer', coalesce(to_jsonb(v_layer), to_jsonb(v_n)));
  END LOOP;
  FOREACH v_who IN ARRAY ARRAY['staff', p_outsider] LOOP
    SELECT d.refused_layer INTO v_layer FROM gate_decide((p->>v_who)::uuid, (p->>(v_who || 'Session'))::uuid, 'observation.read', p_study, v_patient, 2::smallint) d;
    v_read := v_read || jsonb_build_object('who', v_who, 'scope', 2, 'answer', v_layer);
  END LOOP;
  RETURN jsonb_build_object(
    'enrollment', (SELECT state FROM enrollment WHERE id = v_enrollment),
    'study', (SELECT state FROM study WHERE id = p_study),
    'scopes', (SELECT jsonb_agg(jsonb_build_object('state', coalesce(c.state, 'pending'), 'endsAt', c.ends_at, 'askedAgainAt', c.asked_again_at,
        'isAsked', r.removed_at IS NULL, 'last', l.row, 'beforeLast', l.before,
        'granted', (SELECT jsonb_build_object('endsAt', g.ends_at, 'isDisputed', EXISTS (SELECT FROM consent_confirmation k WHERE k.decision_id = g.id AND k.answer = 'disputed'))
                      FROM consent_decision g WHERE g.enrollment_id = v_enrollment AND g.scope_id = r.scope_id AND g.decision = 'granted' ORDER BY g.sequence DESC LIMIT 1))
        ORDER BY r.scope_id)
      FROM scope_request r LEFT JOIN LATERAL consent_state_at(v_enrollment, r.scope_id, p_at) c ON true
      LEFT JOIN LATERAL (SELECT (array_agg(jsonb_build_object('decision', d.decision, 'decidedAt', d.decided_at, 'decidedBy', d.decided_by) ORDER BY d.sequence DESC))[1] AS row,
                                (array_agg(d.decision ORDER BY d.sequence DESC))[2] AS before
                           FROM consent_decision d WHERE d.enrollment_id = v_enrollment AND d.scope_id = r.scope_id) l ON true
     WHERE r.study_id = p_study),
    'past', (SELECT jsonb_agg(jsonb_build_object('state', coalesce(c.state, 'pending'), 'at', c.asked_again_at) ORDER BY t.place)
      FROM unnest(p_past) WITH ORDINALITY t (at, place) LEFT JOIN LATERAL consent_state_at(v_enrollment, p_past_scope, t.at) c ON true),
    'live', (SELECT coalesce(jsonb_agg(scope_id ORDER BY scope_id), '[]') FROM grant_live WHERE study_id = p_study AND valid_to > p_at),
    'read', v_read,
    'end', CASE WHEN p_is_end THEN stage_end(p_study, v_org) END);
END $$;`;
