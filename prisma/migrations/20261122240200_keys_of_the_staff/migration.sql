-- What followed the study was shown to its patients as well. Wrapped study keys name their holders: they are for whoever has a
-- role in the study's organization.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['study_key', 'study_key_wrap', 'rotation_task'] LOOP
    EXECUTE format('ALTER POLICY of_study ON %I USING (study_id IN (
      SELECT s.id FROM study s WHERE s.organization_id IN (SELECT o FROM my_organizations() o)))', t);
  END LOOP;
END $$;
