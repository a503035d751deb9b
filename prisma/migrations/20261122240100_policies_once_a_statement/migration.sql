-- The same rows for the same people. A function that returns a set is called for each of its rows where it stands as a value,
-- and once where it stands as a table; one that returns a yes or no is asked for each row that is looked at, unless it stands in
-- a query of its own. For a manager of 2,000 organizations that was most of the time of every list.
ALTER POLICY mine ON organization
  USING (id IN (SELECT o FROM my_organizations() o) OR id IN (SELECT organization_id FROM my_enrollments()) OR (SELECT is_super_admin()))
  WITH CHECK (id IN (SELECT o FROM my_organizations() o) OR parent_id IN (SELECT o FROM my_organizations() o) OR (SELECT is_super_admin()));
ALTER POLICY mine ON membership
  USING (organization_id IN (SELECT o FROM my_organizations() o) OR user_id = current_actor() OR (SELECT is_super_admin()))
  WITH CHECK (organization_id IN (SELECT o FROM my_organizations() o) OR (SELECT is_super_admin()));
ALTER POLICY practitioners ON patient
  USING (id IN (SELECT patient_id FROM patient_organization WHERE organization_id IN (SELECT o FROM my_organizations() o)))
  WITH CHECK (EXISTS (SELECT FROM my_organizations()));
ALTER POLICY mine ON enrollment
  USING (organization_id IN (SELECT o FROM my_organizations() o) OR id IN (SELECT enrollment_id FROM my_enrollments()));
ALTER POLICY practitioners ON study USING (organization_id IN (SELECT o FROM my_organizations() o));

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['invitation', 'patient_organization', 'patient_identifier'] LOOP
    EXECUTE format('ALTER POLICY mine ON %I USING (organization_id IN (SELECT o FROM my_organizations() o))', t);
  END LOOP;
END $$;
