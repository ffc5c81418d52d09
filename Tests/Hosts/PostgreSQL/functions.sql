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

-- Shelf entries as a record keeps them: an array of `place shelf`, as text.
CREATE OR REPLACE FUNCTION carryover.entries_of(list text)
RETURNS TABLE (shelf text, place bigint) LANGUAGE sql IMMUTABLE AS $$
  SELECT substr(e, strpos(e, ' ') + 1), split_part(e, ' ', 1)::bigint FROM unnest(list::text[]) AS e
$$;

-- Applies a commit and answers nothing, or applies nothing and answers the keys that are not as expected.
--
-- Of each change, in the order of the keys: the key, the version expected (null: absent), what to do (write, delete, keep), and
-- what is written, the shelf entries as an array of `place shelf`. Then the events. Loops, for a commit has few changes, and a
-- statement with plain parameters costs a fraction of one over arrays.
CREATE OR REPLACE FUNCTION carryover.commit(
  keys text[], expected bigint[], deeds text[], bodies text[], targets text[], standing text[], events text[]
) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  present record;
  places text[];
  holds boolean := true;
  next_version bigint;
BEGIN
  -- The proof below rests on a fresh snapshot for each statement, and on no write before the locks.
  IF current_setting('transaction_isolation') <> 'read committed' OR pg_current_xact_id_if_assigned() IS NOT NULL THEN
    RAISE EXCEPTION 'carryover.commit must be the first write of a READ COMMITTED transaction' USING ERRCODE = '25001';
  END IF;

  -- 1. Lock every key, whether there is a record or not: shared to keep, exclusive to change. Row locks would not do, for there
  --    is no row to lock where absence is expected. All lock in one order, so none waits in a circle. Two keys of the
  --    same hash wait for each other; should that ever close a circle, the server breaks it as any deadlock.
  FOR i IN 1..cardinality(keys) LOOP
    IF i > 1 AND keys[i] COLLATE "C" <= keys[i - 1] THEN
      RAISE EXCEPTION 'the keys of a commit must be different and in order' USING ERRCODE = '22023';
    END IF;
    IF deeds[i] = 'keep' THEN
      PERFORM pg_advisory_xact_lock_shared(hashtextextended(keys[i], 0));
    ELSE
      PERFORM pg_advisory_xact_lock(hashtextextended(keys[i], 0));
    END IF;
  END LOOP;

  -- 2. Verify, in new statements: their snapshots are younger than the locks, and nothing under those moves any more.
  FOR i IN 1..cardinality(keys) LOOP
    SELECT r.version, r.entries INTO present FROM carryover.records r WHERE r.key = keys[i];
    places[i] := present.entries;
    IF present.version IS DISTINCT FROM expected[i] THEN
      holds := false;
      RETURN NEXT keys[i];
    END IF;
  END LOOP;
  IF NOT holds THEN
    RETURN;
  END IF;

  -- 3. Apply. Only here, by the first write, does the transaction get its number (xid). Hence the order of the feed is that of
  --    cause and effect: if this commit waited for another's lock, or began after the other's end, then the other had ended
  --    (locks are released after a commit has become visible) when this number was given out, and its number is smaller.
  --    Had the number been given out before the wait, a smaller one could rest on the effect of a larger one.
  FOR i IN 1..cardinality(keys) LOOP
    CONTINUE WHEN deeds[i] = 'keep';
    IF deeds[i] = 'delete' THEN
      DELETE FROM carryover.records r WHERE r.key = keys[i];
    ELSE
      next_version := coalesce(next_version, nextval('carryover.versions'));
      IF expected[i] IS NULL THEN
        INSERT INTO carryover.records (key, version, target, entries, body)
          VALUES (keys[i], next_version, targets[i], standing[i], bodies[i]);
      ELSE
        UPDATE carryover.records r SET version = next_version, target = targets[i], entries = standing[i], body = bodies[i]
          WHERE r.key = keys[i];
      END IF;
    END IF;
    IF places[i] IS DISTINCT FROM standing[i] THEN
      DELETE FROM carryover.entries e USING carryover.entries_of(places[i]) old
        WHERE (e.shelf, e.place, e.key) = (old.shelf, old.place, keys[i]);
      INSERT INTO carryover.entries (shelf, place, key)
        SELECT new.shelf, new.place, keys[i] FROM carryover.entries_of(standing[i]) new ON CONFLICT DO NOTHING;
    END IF;
  END LOOP;
  FOR i IN 1..cardinality(events) LOOP
    INSERT INTO carryover.events (xid, number, body) VALUES (pg_current_xact_id(), i, events[i]);
  END LOOP;
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
