-- Key custody (everything private here is ciphertext the server cannot open), data groups, devices, observations.

CREATE TABLE user_key (
  user_id uuid NOT NULL REFERENCES user_account,
  version int NOT NULL CHECK (version > 0),
  encryption_public_keyset text NOT NULL,  -- Tink JSON
  signing_public_keyset text NOT NULL,     -- Tink JSON
  encryption_private_blob bytea NOT NULL,  -- ciphertext under the user master key
  signing_private_blob bytea NOT NULL,     -- ciphertext under the user master key
  created_at timestamptz NOT NULL DEFAULT wellkept_now(),
  revoked_at timestamptz,
  PRIMARY KEY (user_id, version)
);

CREATE TYPE unlock_slot_kind AS ENUM ('passphrase', 'recovery', 'prf');
CREATE TABLE unlock_slot (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES user_account,
  kind unlock_slot_kind NOT NULL,
  kdf text NOT NULL,                       -- canonical JSON of the derivation's parameters and salt
  wrapped_user_master_key bytea NOT NULL,  -- ciphertext under the key derived from the slot's secret
  label text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT wellkept_now(),
  last_used_at timestamptz
);
CREATE INDEX unlock_slot_user ON unlock_slot (user_id);

CREATE TABLE study_key (
  study_id uuid NOT NULL REFERENCES study,
  epoch int NOT NULL CHECK (epoch > 0),
  commitment bytea NOT NULL,               -- SHA-256 of the study key under its own label
  created_by uuid NOT NULL REFERENCES user_account,
  created_at timestamptz NOT NULL DEFAULT wellkept_now(),
  PRIMARY KEY (study_id, epoch)
);
CREATE TABLE study_key_wrap (
  study_id uuid NOT NULL,
  epoch int NOT NULL,
  member_user_id uuid NOT NULL REFERENCES user_account,
  member_key_version int NOT NULL,
  wrapped_blob bytea NOT NULL,             -- ciphertext: the study key under the member's public key
  wrapper_user_id uuid NOT NULL REFERENCES user_account,
  wrapper_key_version int NOT NULL,
  wrapper_signature bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT wellkept_now(),
  PRIMARY KEY (study_id, epoch, member_user_id, member_key_version),
  FOREIGN KEY (study_id, epoch) REFERENCES study_key,
  FOREIGN KEY (member_user_id, member_key_version) REFERENCES user_key,
  FOREIGN KEY (wrapper_user_id, wrapper_key_version) REFERENCES user_key
);
CREATE TABLE rotation_task (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  study_id uuid NOT NULL REFERENCES study,
  reason text NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT wellkept_now(),
  done_epoch int,
  done_by uuid REFERENCES user_account,
  done_at timestamptz
);

-- One enrollment's encryption key pair and its history.
CREATE TABLE data_group (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  enrollment_id uuid NOT NULL UNIQUE REFERENCES enrollment,
  organization_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT wellkept_now(),
  closed_at timestamptz
);
CREATE TYPE data_group_key_status AS ENUM ('primary', 'decrypt_only', 'destroyed');
CREATE TABLE data_group_key (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  data_group_id uuid NOT NULL REFERENCES data_group,
  tink_key_id bigint NOT NULL CHECK (tink_key_id BETWEEN 1 AND 4294967295),
  study_key_epoch int NOT NULL,
  public_keyset text NOT NULL,             -- Tink JSON, what phones fetch
  private_blob bytea NOT NULL,             -- ciphertext under the study key of that epoch
  status data_group_key_status NOT NULL DEFAULT 'primary',
  created_by uuid NOT NULL REFERENCES user_account,
  created_at timestamptz NOT NULL DEFAULT wellkept_now(),
  UNIQUE (data_group_id, tink_key_id)
);
CREATE UNIQUE INDEX data_group_key_primary ON data_group_key (data_group_id) WHERE status = 'primary';

CREATE TABLE device (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  data_group_id uuid NOT NULL REFERENCES data_group,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  signing_public_keyset text,              -- Tink JSON, set by the device at its first call
  bearer_hash bytea NOT NULL UNIQUE,       -- SHA-256 of the bearer
  created_at timestamptz NOT NULL DEFAULT wellkept_now(),
  last_seen_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX device_data_group ON device (data_group_id);

CREATE TABLE upload_batch (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  data_group_id uuid NOT NULL REFERENCES data_group,
  client_batch_id uuid NOT NULL,
  device_id uuid NOT NULL REFERENCES device,
  manifest bytea NOT NULL,
  signature bytea,                         -- NULL: shown as "not signed by the patient's device"
  observation_count int NOT NULL,
  received_at timestamptz NOT NULL DEFAULT wellkept_now(),
  UNIQUE (data_group_id, client_batch_id)
);
CREATE TABLE dek (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  data_group_id uuid NOT NULL REFERENCES data_group,
  scope_id smallint NOT NULL REFERENCES scope,
  batch_id uuid NOT NULL REFERENCES upload_batch,
  dek_ref uuid NOT NULL,                   -- part of the wrap's context
  tink_key_id bigint NOT NULL,
  wrapped bytea NOT NULL,                  -- ciphertext: the DEK under the data group's public key
  UNIQUE (batch_id, dek_ref)
);
CREATE TABLE observation (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  data_group_id uuid NOT NULL REFERENCES data_group,
  scope_id smallint NOT NULL REFERENCES scope,
  data_source_id uuid NOT NULL REFERENCES data_source,
  client_observation_id uuid NOT NULL,
  effective_at timestamptz NOT NULL,
  batch_id uuid NOT NULL REFERENCES upload_batch,
  dek_id bigint NOT NULL REFERENCES dek,
  received_at timestamptz NOT NULL DEFAULT wellkept_now(),
  UNIQUE (data_group_id, data_source_id, client_observation_id)
);
CREATE INDEX observation_timeline ON observation (data_group_id, scope_id, effective_at DESC, id DESC);
CREATE TABLE observation_content (
  observation_id bigint PRIMARY KEY REFERENCES observation,
  content bytea NOT NULL                   -- ciphertext under the DEK
);
-- Sealed readings do not compress; trying costs time.
ALTER TABLE observation_content ALTER COLUMN content SET STORAGE EXTERNAL;
