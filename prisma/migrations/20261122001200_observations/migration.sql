-- What a device may see and set, with its bearer and for its own data group only. Row security hides these tables from a
-- device, which is nobody's account.

CREATE FUNCTION primary_public_keyset(p_data_group uuid)
RETURNS TABLE (tink_key_id bigint, public_keyset text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT k.tink_key_id, k.public_keyset FROM data_group_key k
   WHERE k.data_group_id = p_data_group AND k.status = 'primary' AND data_group_of_device(current_actor()) = p_data_group
$$;

-- A device says once which key it signs with. Afterwards nobody who merely learned the bearer can put another in its place.
CREATE FUNCTION set_device_key(p_device uuid, p_keyset text) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_known text;
BEGIN
  IF p_device IS DISTINCT FROM current_actor() THEN RETURN 'revoked'; END IF;
  SELECT signing_public_keyset INTO v_known FROM device WHERE id = p_device AND revoked_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN 'revoked'; END IF;
  IF v_known IS NOT NULL THEN RETURN CASE WHEN v_known = p_keyset THEN 'same' ELSE 'other' END; END IF;
  UPDATE device SET signing_public_keyset = p_keyset, last_seen_at = clock_timestamp() WHERE id = p_device;
  RETURN 'set';
END $$;

REVOKE ALL ON FUNCTION primary_public_keyset(uuid), set_device_key(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION primary_public_keyset(uuid), set_device_key(uuid, text) TO wellkept_app;
