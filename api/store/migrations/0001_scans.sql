-- Scan-ins, feedback and the counters kept beside them.
-- All times are BIGINT Unix milliseconds by the service's clock unless a column says otherwise.
-- Ids and keys are UUIDv7 in lower case: in order of time, which keeps the indexes compact.

-- A phone towards one presenter in one year. Nothing here leads to a person or to the same phone elsewhere.
CREATE TABLE device (
  presenter TEXT   NOT NULL, -- id in the registry
  year      BIGINT NOT NULL, -- calendar year in the registry's time zone, e.g. 2026
  hash      TEXT   NOT NULL, -- base64url of HMAC-SHA-256 under a key per presenter and year
  PRIMARY KEY (presenter, year, hash)
);

CREATE TABLE scan (
  id          TEXT   NOT NULL PRIMARY KEY, -- made by the service
  key         TEXT   NOT NULL UNIQUE,      -- made by the client, the same for every try of one scan-in
  body_hash   TEXT   NOT NULL,             -- base64url of SHA-256 over the request's canonical fields
  code        TEXT   NOT NULL,             -- 8 characters, Crockford base32
  presenter   TEXT   NOT NULL,             -- presenter, team, area, seminar: ids in the registry on arrival
  team        TEXT   NOT NULL,
  area        TEXT   NOT NULL,             -- the seminar's area, else the presenter's
  seminar     TEXT   NOT NULL,             -- '' for a badge
  device      TEXT,                        -- device.hash; NULL when recorded without a cookie
  year        BIGINT NOT NULL,             -- of received_at in the registry's time zone
  month       TEXT   NOT NULL,             -- likewise, 'YYYY-MM'
  tier        TEXT   NOT NULL,             -- live, typed, late, printed, slip or assisted
  counted     BIGINT NOT NULL,             -- 1 when the first scan-in of this device for this presenter and year, else 0
  points      BIGINT NOT NULL,
  seen_at     BIGINT NOT NULL,             -- by the phone's clock: kept, never evidence
  received_at BIGINT NOT NULL,
  locale      TEXT   NOT NULL,             -- zh-hant, zh-hans or en
  FOREIGN KEY (presenter, year, device) REFERENCES device (presenter, year, hash)
);

CREATE TABLE feedback (
  id                TEXT   NOT NULL PRIMARY KEY,
  key               TEXT   NOT NULL UNIQUE,
  body_hash         TEXT   NOT NULL,
  code              TEXT   NOT NULL,
  presenter         TEXT   NOT NULL,
  area              TEXT   NOT NULL,
  seminar           TEXT   NOT NULL, -- '' for a badge
  rating            BIGINT NOT NULL, -- 1 to 5
  will_do_differently TEXT NOT NULL, -- at most 500 characters; personal numbers are masked before they come here
  comment           TEXT   NOT NULL, -- at most 1,000 characters, likewise
  locale            TEXT   NOT NULL,
  received_at       BIGINT NOT NULL
);

-- Sums of scan, maintained in the transaction that adds the row. The board reads nothing else.
CREATE TABLE counter (
  presenter TEXT   NOT NULL,
  period    TEXT   NOT NULL, -- 'all' or a month 'YYYY-MM'
  scans     BIGINT NOT NULL, -- rows
  reach     BIGINT NOT NULL, -- rows with counted = 1
  points    BIGINT NOT NULL,
  PRIMARY KEY (presenter, period)
);
CREATE INDEX counter_by_period ON counter (period);

-- One row that /readyz overwrites, to know that a write reaches the disk.
CREATE TABLE heartbeat (
  id BIGINT NOT NULL PRIMARY KEY, -- always 1
  at BIGINT NOT NULL
);
