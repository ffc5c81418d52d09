-- Carryover on PostgreSQL: the tables, version 1. Run once, in one transaction, and then functions.sql.
-- Docs/PostgreSQL.md tells why they are built this way.

CREATE SCHEMA carryover;

-- One row for each migration; the adapter refuses a database whose latest is not the one that it was written for.
CREATE TABLE carryover.schema_version (
  version integer PRIMARY KEY,
  applied_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO carryover.schema_version (version) VALUES (1);

-- A moment as it stands in a body. Immutable although the cast is not, for ISO 8601 in UTC reads the same under all settings.
CREATE FUNCTION carryover.moment(wire text) RETURNS timestamptz LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN wire::timestamptz;
END $$;

-- The records of every kind. The key is the text `kind/identity`; collation "C" compares its bytes, as the library does.
-- The body is text, for json types would not give back what they were given. The last two columns are for people and
-- reports; they are computed for sessions alone, so that no other body is ever parsed.
CREATE TABLE carryover.records (
  key text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  target text COLLATE "C",
  body text NOT NULL,
  session_state text GENERATED ALWAYS AS (
    CASE WHEN key LIKE 'session/%' THEN body::json #>> '{standing,state}' END) STORED,
  session_expires_at timestamptz GENERATED ALWAYS AS (
    CASE WHEN key LIKE 'session/%' THEN carryover.moment(body::json ->> 'expiresAt') END) STORED
) WITH (fillfactor = 80);
CREATE INDEX records_sessions ON carryover.records (session_state, session_expires_at) WHERE session_state IS NOT NULL;

-- Versions come from one sequence: never used again, not even for a key that was deleted.
CREATE SEQUENCE carryover.versions;

-- Where records stand on shelves. The primary key is the order of every list.
CREATE TABLE carryover.entries (
  shelf text COLLATE "C",
  place bigint,
  key text COLLATE "C",
  PRIMARY KEY (shelf, place, key)
);
CREATE INDEX entries_key ON carryover.entries (key);

-- The feed, in the order of (xid, number): the transaction that committed the event, and the event's place in it.
CREATE TABLE carryover.events (
  xid xid8,
  number bigint,
  at timestamptz NOT NULL DEFAULT now(),
  body text NOT NULL,
  PRIMARY KEY (xid, number)
);

-- One row: of which history positions speak, and the last event that was trimmed.
CREATE TABLE carryover.feed_state (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  epoch uuid NOT NULL DEFAULT gen_random_uuid(),
  trimmed_xid xid8 NOT NULL DEFAULT '0',
  trimmed_number bigint NOT NULL DEFAULT 0
);
INSERT INTO carryover.feed_state DEFAULT VALUES;
