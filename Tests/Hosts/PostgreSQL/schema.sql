-- Carryover on PostgreSQL: the tables, version 1. Run once, in one transaction, and then functions.sql.
-- Docs/PostgreSQL.md tells why they are built this way.

CREATE SCHEMA carryover;

-- One row for each migration; the adapter refuses a database whose latest is not the one that it was written for.
CREATE TABLE carryover.schema_version (
  version integer PRIMARY KEY,
  applied_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO carryover.schema_version (version) VALUES (1);

-- The records of every kind. The key is the text `kind/identity`; collation "C" compares its bytes, as the library does.
-- The body is text, for json types would not give back what they were given. The entries are those of the table below, as they were
-- written, so that a commit sees without a search whether they change.
CREATE TABLE carryover.records (
  key text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  target text COLLATE "C",
  entries text,
  body text NOT NULL
) WITH (fillfactor = 80);

-- Sessions as people and reports want them. A barrier, so that no condition ever parses a body of another kind.
CREATE VIEW carryover.sessions WITH (security_barrier) AS
  SELECT
    r.key,
    substr(r.key, 9)::uuid AS id,
    r.body::json #>> '{standing,state}' AS state,
    (r.body::json ->> 'expiresAt')::timestamptz AS expires_at,
    (r.body::json #>> '{times,createdAt}')::timestamptz AS created_at,
    (r.body::json #>> '{times,updatedAt}')::timestamptz AS updated_at,
    (r.body::json #>> '{times,revision}')::bigint AS revision,
    r.body::json AS body
  FROM carryover.records r WHERE r.key LIKE 'session/%';

-- Versions come from one sequence: never used again, not even for a key that was deleted.
CREATE SEQUENCE carryover.versions;

-- Where records stand on shelves. The primary key is the order of every list.
CREATE TABLE carryover.entries (
  shelf text COLLATE "C",
  place bigint,
  key text COLLATE "C",
  PRIMARY KEY (shelf, place, key)
);

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
