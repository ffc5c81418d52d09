-- Carryover on PostgreSQL: what the adapter calls, and what an operator calls. Run after each migration; replaces itself.

-- What is under each key, and under its target, in the order asked. One statement, so one moment.
CREATE OR REPLACE FUNCTION carryover.load(keys text[])
RETURNS TABLE (version bigint, body text, target text, target_version bigint, target_body text) LANGUAGE sql STABLE AS $$
  SELECT found.version, found.body, found.target, other.version, other.body
  FROM unnest(keys) WITH ORDINALITY AS asked (key, number)
  LEFT JOIN LATERAL (SELECT * FROM carryover.records r WHERE r.key = asked.key LIMIT 1) found ON true
  LEFT JOIN LATERAL (SELECT * FROM carryover.records r WHERE r.key = found.target LIMIT 1) other ON true
  ORDER BY asked.number
$$;

-- Applies a commit and answers nothing, or applies nothing and answers the keys that are not as expected.
--
-- Of each change: its key, the version expected (null: absent), what to do (write, delete, keep), and what is written.
-- Of each shelf entry of a written record: shelf, place and key. Then the events.
CREATE OR REPLACE FUNCTION carryover.commit(
  keys text[], expected bigint[], deeds text[], bodies text[], targets text[],
  shelves text[], places bigint[], standing text[], events text[]
) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  next_version bigint;
BEGIN
  -- The proof below rests on a fresh snapshot for each statement, and on no write before the locks.
  IF current_setting('transaction_isolation') <> 'read committed' OR pg_current_xact_id_if_assigned() IS NOT NULL THEN
    RAISE EXCEPTION 'carryover.commit must be the first write of a READ COMMITTED transaction' USING ERRCODE = '25001';
  END IF;

  -- 1. Lock every key, whether there is a record or not: shared to keep, exclusive to change. Row locks would not do, for there
  --    is no row to lock where absence is expected. All take their locks in one order, so none waits in a circle; two
  --    keys with the same hash merely wait for each other.
  PERFORM CASE WHEN changes THEN pg_advisory_xact_lock(hash) ELSE pg_advisory_xact_lock_shared(hash) END
  FROM (
    SELECT hashtextextended(c.key, 0) AS hash, bool_or(c.deed <> 'keep') AS changes
    FROM unnest(keys, deeds) AS c (key, deed)
    GROUP BY 1 ORDER BY 1
  ) AS sorted;

  -- 2. Verify, in a new statement: its snapshot is younger than the locks, and nothing under them moves any more.
  RETURN QUERY
    SELECT c.key FROM unnest(keys, expected) AS c (key, version)
    LEFT JOIN LATERAL (SELECT r.version FROM carryover.records r WHERE r.key = c.key LIMIT 1) found ON true
    WHERE found.version IS DISTINCT FROM c.version;
  IF FOUND THEN
    RETURN;
  END IF;

  -- 3. Apply. Only here, by the first write, does the transaction get its number (xid). Hence the order of the feed is that of
  --    cause and effect: if this commit waited for another's lock, or began after the other's end, then the other had ended
  --    (locks are released after a commit has become visible) when this number was given out, and its number is smaller.
  --    Had the number been given out before the wait, a smaller one could rest on the effect of a larger one.
  IF 'write' = ANY (deeds) THEN
    next_version := nextval('carryover.versions');
    INSERT INTO carryover.records AS r (key, version, target, body)
      SELECT c.key, next_version, c.target, c.body
      FROM unnest(keys, deeds, targets, bodies) AS c (key, deed, target, body) WHERE c.deed = 'write'
      ON CONFLICT (key) DO UPDATE SET version = excluded.version, target = excluded.target, body = excluded.body;
  END IF;
  IF 'delete' = ANY (deeds) THEN
    DELETE FROM carryover.records r USING unnest(keys, deeds) AS c (key, deed)
      WHERE r.key = c.key AND c.deed = 'delete';
  END IF;
  DELETE FROM carryover.entries e USING unnest(keys, deeds) AS c (key, deed)
    WHERE e.key = c.key AND c.deed <> 'keep' AND NOT EXISTS (
      SELECT FROM unnest(shelves, places, standing) AS n (shelf, place, key)
      WHERE (n.shelf, n.place, n.key) = (e.shelf, e.place, e.key));
  INSERT INTO carryover.entries (shelf, place, key)
    SELECT * FROM unnest(shelves, places, standing) ON CONFLICT DO NOTHING;
  INSERT INTO carryover.events (xid, number, body)
    SELECT pg_current_xact_id(), e.number, e.body FROM unnest(events) WITH ORDINALITY AS e (body, number);
END $$;

-- What stands on some shelves beyond a place, upwards: of each shelf one index range, merged. A record at the same place on two
-- shelves comes once. No place given means from the beginning; no identity is empty, so '' is before every key.
CREATE OR REPLACE FUNCTION carryover.list_up(shelves text[], after bigint, after_key text, through bigint, most bigint)
RETURNS TABLE (place bigint, key text, version bigint, body text) LANGUAGE sql STABLE AS $$
  SELECT standing.place, standing.key, found.version, found.body
  FROM (
    SELECT DISTINCT e.place, e.key FROM unnest(shelves) AS s (shelf)
    CROSS JOIN LATERAL (
      SELECT * FROM carryover.entries e
      WHERE e.shelf = s.shelf AND e.place <= coalesce(through, 9223372036854775807)
        AND (e.place, e.key) > (coalesce(after, -9223372036854775808), coalesce(after_key, ''))
      ORDER BY e.place, e.key LIMIT most) e
    ORDER BY e.place, e.key LIMIT most
  ) AS standing
  CROSS JOIN LATERAL (SELECT * FROM carryover.records r WHERE r.key = standing.key LIMIT 1) found
  ORDER BY standing.place, standing.key
$$;

-- The same downwards. Every key begins with a letter, so '~' is behind every key.
CREATE OR REPLACE FUNCTION carryover.list_down(shelves text[], after bigint, after_key text, through bigint, most bigint)
RETURNS TABLE (place bigint, key text, version bigint, body text) LANGUAGE sql STABLE AS $$
  SELECT standing.place, standing.key, found.version, found.body
  FROM (
    SELECT DISTINCT e.place, e.key FROM unnest(shelves) AS s (shelf)
    CROSS JOIN LATERAL (
      SELECT * FROM carryover.entries e
      WHERE e.shelf = s.shelf AND e.place >= coalesce(through, -9223372036854775808)
        AND (e.place, e.key) < (coalesce(after, 9223372036854775807), coalesce(after_key, '~'))
      ORDER BY e.place DESC, e.key DESC LIMIT most) e
    ORDER BY e.place DESC, e.key DESC LIMIT most
  ) AS standing
  CROSS JOIN LATERAL (SELECT * FROM carryover.records r WHERE r.key = standing.key LIMIT 1) found
  ORDER BY standing.place DESC, standing.key DESC
$$;

-- Events beyond a position, with theirs; or one row without a body, the position to continue from; or one row of nulls: gone.
--
-- Numbers are given out in order, but transactions end in any order: what has a number at or beyond the horizon, the oldest
-- still running, may yet be joined by a smaller one, and is not shown. Below the horizon everything has ended, for ever.
CREATE OR REPLACE FUNCTION carryover.feed(after text, most bigint)
RETURNS TABLE (at_position text, body text) LANGUAGE plpgsql STABLE AS $$
DECLARE
  state carryover.feed_state;
  horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
  parts text[] := regexp_match(after, '^([0-9a-f-]{36})/([0-9]{1,18})/([0-9]{1,18})$');
  last_xid xid8;
  last_number bigint;
BEGIN
  SELECT * INTO STRICT state FROM carryover.feed_state;
  IF after = '' THEN
    last_xid := state.trimmed_xid;
    last_number := state.trimmed_number;
  ELSIF parts[1] IS DISTINCT FROM state.epoch::text THEN
    RETURN QUERY SELECT NULL, NULL;
    RETURN;
  ELSE
    last_xid := parts[2]::xid8;
    last_number := parts[3];
  END IF;
  -- A position beyond the horizon was never handed out by this history.
  IF (last_xid, last_number) < (state.trimmed_xid, state.trimmed_number) OR last_xid > horizon THEN
    RETURN QUERY SELECT NULL, NULL;
    RETURN;
  END IF;
  RETURN QUERY
    SELECT concat_ws('/', state.epoch, e.xid, e.number), e.body FROM carryover.events e
    WHERE (e.xid, e.number) > (last_xid, last_number) AND e.xid < horizon
    ORDER BY e.xid, e.number LIMIT most;
  IF NOT FOUND THEN
    -- Everything below the horizon has been seen, so the reader may go on from there, and outlives trimming.
    RETURN QUERY SELECT concat_ws('/', state.epoch, horizon, CASE WHEN last_xid = horizon THEN last_number ELSE 0 END), NULL;
  END IF;
END $$;

-- Forgets the events that were committed before a moment, as far as none that must stay comes before them.
CREATE OR REPLACE FUNCTION carryover.trim_events(before timestamptz) RETURNS bigint LANGUAGE sql AS $$
  WITH kept AS (
    SELECT least(
      pg_snapshot_xmin(pg_current_snapshot()),
      (SELECT e.xid FROM carryover.events e WHERE e.at >= before ORDER BY e.xid LIMIT 1)) AS xid
  ), trimmed AS (
    DELETE FROM carryover.events e USING kept WHERE e.xid < kept.xid RETURNING e.xid, e.number
  ), noted AS (
    UPDATE carryover.feed_state s SET trimmed_xid = t.xid, trimmed_number = t.number
    FROM (SELECT * FROM trimmed ORDER BY xid DESC, number DESC LIMIT 1) t
  )
  SELECT count(*) FROM trimmed
$$;

-- Begins a new history. To be called after a restore, and after a fail-over that may have lost commits: transaction numbers
-- may then come again. Every position is gone, every event stays, and no version is used twice.
CREATE OR REPLACE FUNCTION carryover.begin_epoch() RETURNS void LANGUAGE sql AS $$
  WITH old AS (DELETE FROM carryover.events RETURNING *)
    INSERT INTO carryover.events (xid, number, at, body)
    SELECT '1', row_number() OVER (ORDER BY xid, number), at, body FROM old;
  UPDATE carryover.feed_state SET epoch = gen_random_uuid(), trimmed_xid = '0', trimmed_number = 0;
  SELECT setval('carryover.versions', nextval('carryover.versions') + 1000000000);
$$;
