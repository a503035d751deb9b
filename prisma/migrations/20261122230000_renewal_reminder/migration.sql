-- A letter before sharing ends, once for each end a patient chose; and whether they want letters that wait for their word.
ALTER TABLE user_account ADD COLUMN mail_on_consent_due boolean NOT NULL DEFAULT true;

-- Which ends were told of. Another end that the patient chooses is told of again.
CREATE TABLE renewal_reminder (
  enrollment_id uuid NOT NULL REFERENCES enrollment,
  ends_at timestamptz NOT NULL,
  told_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (enrollment_id, ends_at)
);
ALTER TABLE renewal_reminder ENABLE ROW LEVEL SECURITY;
CREATE INDEX grant_live_ends ON grant_live (valid_to) WHERE valid_to < 'infinity';

-- Takes some of the ends that are near, marks them as told, and says whom to write to. Two weeks before, or, of sharing that was
-- meant for less than four, at its half: nobody is reminded of what they chose a moment ago. Several kinds of data that end
-- together are one letter. Whoever wants none is not marked, and so is told when they want them again. For the server itself
-- only, which asks as nobody.
CREATE FUNCTION take_renewal_reminders(p_limit int)
RETURNS TABLE (email text, name text, locale text, study_id uuid, study_name text, ends_at timestamptz)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH due AS (
    SELECT e.id AS enrollment_id, l.valid_to AS ends_at
      FROM grant_live l
      JOIN consent_decision d ON d.id = l.decision_id
      JOIN enrollment e ON e.id = d.enrollment_id
      JOIN patient p ON p.id = e.patient_id
      JOIN user_account u ON u.id = p.user_id AND u.suspended_at IS NULL AND u.mail_on_consent_due
     WHERE current_actor() = '00000000-0000-0000-0000-000000000000'
       AND l.valid_to > clock_timestamp() AND l.valid_to <= clock_timestamp() + interval '14 days' AND l.valid_to < 'infinity'
       AND NOT EXISTS (SELECT FROM renewal_reminder r WHERE r.enrollment_id = e.id AND r.ends_at = l.valid_to)
     GROUP BY e.id, l.valid_to
    HAVING min(d.decided_at) + (l.valid_to - min(d.decided_at)) / 2 <= clock_timestamp()
     ORDER BY l.valid_to, e.id LIMIT p_limit
  ), taken AS (
    INSERT INTO renewal_reminder AS r (enrollment_id, ends_at) SELECT due.enrollment_id, due.ends_at FROM due
      ON CONFLICT DO NOTHING RETURNING r.enrollment_id, r.ends_at
  )
  SELECT u.email, u.name, u.locale, s.id, s.name, t.ends_at
    FROM taken t JOIN enrollment e ON e.id = t.enrollment_id JOIN study s ON s.id = e.study_id
    JOIN patient p ON p.id = e.patient_id JOIN user_account u ON u.id = p.user_id
$$;
REVOKE ALL ON FUNCTION take_renewal_reminders(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_renewal_reminders(int) TO wellkept_app;
