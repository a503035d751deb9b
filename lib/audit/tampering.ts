import type pg from 'pg';

/**
 * Ways to falsify the log for whoever owns the database, for tests: each changes something at random and returns how many
 * rows it changed. Zero means that the change came to nothing, and another one is tried.
 */
export type Random = (below: number) => number;
export type Tampering = (db: pg.ClientBase, random: Random) => Promise<number>;

/** Numbers that look random and are the same each time (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Kind = 'bytea' | 'uuid' | 'text' | 'int' | 'time' | 'xid' | 'smallints';

const EVENT_COLUMNS: Record<string, Kind> = {
  id: 'int',
  xid: 'xid',
  at: 'time',
  organization_id: 'uuid',
  actor_kind: 'text',
  actor_id: 'uuid',
  actor_role: 'text',
  on_behalf_of: 'uuid',
  client_id: 'text',
  session_ref: 'uuid',
  request_id: 'uuid',
  action: 'text',
  outcome: 'text',
  refused_layer: 'text',
  patient_ref: 'bytea',
  study_id: 'uuid',
  scope_ids: 'smallints',
  resource_kind: 'text',
  resource_id: 'uuid',
  n: 'int',
  first_id: 'int',
  last_id: 'int',
  purpose: 'text',
  policy_version: 'int',
  body: 'bytea',
  salt: 'bytea',
  detail: 'bytea',
  commitment: 'bytea',
};

/** Another value for a column: one bit of it where it has bits, something where it is empty. */
function otherValue(column: string, kind: Kind, random: Random): string {
  switch (kind) {
    case 'bytea':
      return `coalesce(${flip(column, random)}, '\\x01')`;
    case 'uuid':
      return `coalesce(encode(${flip(`uuid_send(${column})`, random, 128)}, 'hex')::uuid, gen_random_uuid())`;
    case 'text':
      return `coalesce(nullif(overlay(${column} placing chr(97 + ${random(26)}) from 1 + ${random(40)} % length(${column}) for 1), ${column}), ${column} || 'x', 'x')`;
    case 'int':
      return `coalesce(${column} # (1 << ${random(20)}), ${random(100)})`;
    case 'time':
      return `${column} + interval '1 microsecond' * ${1 + random(1_000_000_000)}`;
    case 'xid':
      return `(((${column}::text)::bigint # (1 << ${random(20)}))::text)::xid8`;
    case 'smallints':
      return `array_append(${column}, ${1 + random(20)}::smallint)`;
  }
}

function flip(bytes: string, random: Random, bits?: number): string {
  const bit =
    bits === undefined
      ? `${random(1 << 20)} % greatest(8 * octet_length(${bytes}), 1)`
      : String(random(bits));
  return `set_bit(${bytes}, ${bit}, 1 - get_bit(${bytes}, ${bit}))`;
}

const pick = <T>(list: readonly T[], random: Random): T => list[random(list.length)] as T;

async function count(db: pg.ClientBase, statement: string): Promise<number> {
  return (await db.query(statement)).rowCount ?? 0;
}

/** One row, by its place in the table; `ctid` alone is not unique over partitions. */
function someRow(table: string, random: Random): string {
  return `(tableoid, ctid) = (SELECT tableoid, ctid FROM ${table} ORDER BY 2, 1 OFFSET ${random(100_000)} % greatest((SELECT count(*) FROM ${table}), 1) LIMIT 1)`;
}

/** A change that a unique key forbids is no change. */
async function unlessForbidden(db: pg.ClientBase, statement: string): Promise<number> {
  await db.query('SAVEPOINT before_change');
  try {
    return await count(db, statement);
  } catch {
    await db.query('ROLLBACK TO before_change');
    return 0;
  }
}

const bitOf =
  (table: string, columns: Record<string, Kind>): Tampering =>
  (db, random) => {
    const [column, kind] = pick(Object.entries(columns), random);
    return unlessForbidden(
      db,
      `UPDATE ${table} SET ${column} = ${otherValue(column, kind, random)} WHERE ${someRow(table, random)}`,
    );
  };

const LEAF = {
  organization_id: 'uuid',
  leaf_index: 'int',
  event_at: 'time',
  event_id: 'int',
  hash: 'bytea',
} as const;
const TILE = { organization_id: 'uuid', level: 'int', tile_index: 'int', hashes: 'bytea' } as const;
const CHECKPOINT = {
  number: 'int',
  at: 'time',
  position_xid: 'xid',
  position_id: 'int',
  note: 'text',
} as const;

export const TAMPERINGS: Record<string, Tampering> = {
  'a bit of an event': bitOf('audit.event', EVENT_COLUMNS),
  'a bit of a body': bitOf('audit.event', { body: 'bytea' }),
  'a bit of a leaf': bitOf('audit.leaf', LEAF),
  'a bit of a tile': bitOf('audit.tile', TILE),
  'a bit of a checkpoint': bitOf('audit.checkpoint', CHECKPOINT),

  'an event deleted': (db, random) =>
    count(db, `DELETE FROM audit.event WHERE ${someRow('audit.event', random)}`),
  'an event and its leaf deleted': (db, random) =>
    count(
      db,
      `WITH gone AS (DELETE FROM audit.event WHERE ${someRow('audit.event', random)} RETURNING id)
       DELETE FROM audit.leaf WHERE event_id IN (SELECT id FROM gone)`,
    ),
  'an event deleted and the leaves moved up': async (db, random) => {
    const { rows } = await db.query<{ organization_id: string; leaf_index: string }>(
      `WITH gone AS (DELETE FROM audit.event WHERE ${someRow('audit.event', random)} RETURNING id)
       DELETE FROM audit.leaf WHERE event_id IN (SELECT id FROM gone) RETURNING organization_id, leaf_index`,
    );
    const [gone] = rows;
    if (!gone) return 0;
    const { organization_id, leaf_index } = gone;
    for (const step of ['-1000000', '+999999']) {
      const places = step === '-1000000' ? `leaf_index > ${leaf_index}` : 'leaf_index < 0';
      await db.query(`ALTER TABLE audit.leaf DROP CONSTRAINT IF EXISTS leaf_leaf_index_check`);
      await db.query(
        `UPDATE audit.leaf SET leaf_index = leaf_index ${step} WHERE organization_id = $1 AND ${places}`,
        [organization_id],
      );
    }
    return 1;
  },
  'the last events deleted': (db, random) =>
    count(db, `DELETE FROM audit.event WHERE id > (SELECT max(id) - ${1 + random(30)} FROM audit.event)`),
  'all events deleted': (db) => count(db, 'DELETE FROM audit.event'),
  'the log truncated': async (db) => {
    await db.query('TRUNCATE audit.event');
    return 1;
  },

  'two events exchanged': async (db, random) => {
    const { rows } = await db.query<{ leaf_index: string; event_at: Date; event_id: string; hash: Buffer }>(
      `SELECT leaf_index, event_at::text AS event_at, event_id, hash FROM audit.leaf
        WHERE organization_id = (SELECT organization_id FROM audit.leaf GROUP BY 1 ORDER BY count(*) DESC LIMIT 1)
          AND leaf_index = ANY ($1)`,
      [[random(200), random(200)]],
    );
    const [one, other] = rows;
    if (!one || !other) return 0;
    await db.query('UPDATE audit.leaf SET event_id = -event_id WHERE event_id = $1', [one.event_id]);
    for (const [place, content] of [
      [other.event_id, one],
      [-Number(one.event_id), other],
    ] as const) {
      await db.query('UPDATE audit.leaf SET event_at = $2, event_id = $3, hash = $4 WHERE event_id = $1', [
        place,
        content.event_at,
        content.event_id,
        content.hash,
      ]);
    }
    return 2;
  },
  'the bodies of two events exchanged': (db, random) => {
    const [one, other] = [1 + random(200), 1 + random(200)];
    if (one === other) return Promise.resolve(0);
    return count(
      db,
      `UPDATE audit.event e SET body = o.body, salt = o.salt, commitment = o.commitment FROM audit.event o
        WHERE (e.id, o.id) IN ((${one}, ${other}), (${other}, ${one}))`,
    );
  },
  'a row as another row was': (db, random) =>
    count(
      db,
      `UPDATE audit.event e SET (actor_id, action, outcome, body, salt, commitment) = (o.actor_id, o.action, o.outcome, o.body, o.salt, o.commitment)
         FROM audit.event o WHERE e.id = ${1 + random(120)} AND o.id = ${130 + random(100)}`,
    ),

  'an event rewritten with body and columns in agreement': (db, random) => rewrite(db, random, false),
  'an event rewritten with its leaf as well': (db, random) => rewrite(db, random, true),

  'an event put among the old ones': (db, random) =>
    count(
      db,
      `INSERT INTO audit.event SELECT (r).* FROM (
         SELECT jsonb_populate_record(e, jsonb_build_object('id', 1000000 + ${random(1000)})) AS r FROM audit.event e WHERE ${someRow('audit.event', random)}) copy`,
    ),
  'a leaf added at the end': (db, random) =>
    count(
      db,
      `INSERT INTO audit.leaf SELECT organization_id, max(leaf_index) + 1, now(), 1000000 + ${random(1000)}, sha256('x')
         FROM audit.leaf GROUP BY organization_id ORDER BY 1 OFFSET ${random(2)} LIMIT 1`,
    ),
  'a tile added': (db, random) =>
    count(
      db,
      `INSERT INTO audit.tile SELECT organization_id, level + ${random(2)}, tile_index + 1, hashes FROM audit.tile`,
    ),
  'a tile deleted': (db, random) =>
    count(db, `DELETE FROM audit.tile WHERE ${someRow('audit.tile', random)}`),
  'a tile with two hashes exchanged': (db, random) => {
    const at = 32 * random(255) + 1;
    return count(
      db,
      `UPDATE audit.tile SET hashes = overlay(hashes placing substring(hashes from ${at + 32} for 32) || substring(hashes from ${at} for 32) from ${at} for 64)`,
    );
  },

  'a checkpoint deleted': (db, random) =>
    count(db, `DELETE FROM audit.checkpoint WHERE ${someRow('audit.checkpoint', random)}`),
  'a checkpoint as the one before it': (db, random) =>
    count(
      db,
      `UPDATE audit.checkpoint c SET note = o.note, at = o.at, position_xid = o.position_xid, position_id = o.position_id
         FROM audit.checkpoint o WHERE c.number = ${2 + random(9)} AND o.number = c.number - 1`,
    ),
  'everything rolled back to an older checkpoint': async (db, random) => {
    const number = 1 + random(8);
    const { rows } = await db.query<{ organization_id: string; size: string }>(
      `SELECT (regexp_matches(note, 'tree (\\S+) (\\d+)', 'g'))[1] AS organization_id,
              (regexp_matches(note, 'tree (\\S+) (\\d+)', 'g'))[2] AS size FROM audit.checkpoint WHERE number = $1`,
      [number],
    );
    await db.query(`DELETE FROM audit.checkpoint WHERE number > $1`, [number]);
    await db.query(`DELETE FROM audit.leaf WHERE organization_id <> ALL ($1)`, [
      rows.map((row) => row.organization_id),
    ]);
    for (const { organization_id, size } of rows) {
      await db.query('DELETE FROM audit.leaf WHERE organization_id = $1 AND leaf_index >= $2', [
        organization_id,
        size,
      ]);
      await db.query('DELETE FROM audit.tile WHERE organization_id = $1 AND (tile_index + 1) * 256 > $2', [
        organization_id,
        size,
      ]);
    }
    await db.query('DELETE FROM audit.event WHERE id NOT IN (SELECT event_id FROM audit.leaf)');
    return 1;
  },
};

/** The careful falsifier: another person in the column and in the body, and the hash made anew. */
async function rewrite(db: pg.ClientBase, random: Random, isLeafToo: boolean): Promise<number> {
  const { rows } = await db.query<{ id: string }>(
    `UPDATE audit.event e SET actor_id = fresh.id,
            body = convert_to(replace(convert_from(e.body, 'UTF8'), e.actor_id::text, fresh.id::text), 'UTF8')
       FROM (SELECT gen_random_uuid() AS id) fresh WHERE ${someRow('audit.event', random).replaceAll('(tableoid, ctid) =', '(e.tableoid, e.ctid) =')}
     RETURNING e.id`,
  );
  if (isLeafToo) {
    await db.query(
      `UPDATE audit.leaf l SET hash = sha256('\\x00'::bytea || e.body || e.commitment) FROM audit.event e WHERE e.id = l.event_id AND e.id = $1`,
      [rows[0]?.id],
    );
  }
  return rows.length;
}
