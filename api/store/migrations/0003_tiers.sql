-- What a scan-in proves, the points it earns, and what is held for an organiser to look at.

-- A phone towards one presenter in one year: what became of its one point.
ALTER TABLE device ADD COLUMN standing TEXT NOT NULL DEFAULT ''; -- '' none yet, point, held, waiting (late, over the quota) or rejected
ALTER TABLE device ADD COLUMN scan     TEXT NOT NULL DEFAULT ''; -- scan.id of the row that the standing comes from

-- scan.code holds 8 characters (printed), 22 (live) or 8 digits (typed). scan.points is 0 or 1.
ALTER TABLE scan ADD COLUMN session  TEXT   NOT NULL DEFAULT ''; -- session.id
ALTER TABLE scan ADD COLUMN day      TEXT   NOT NULL DEFAULT ''; -- of received_at in the registry's time zone, 'YYYY-MM-DD'
ALTER TABLE scan ADD COLUMN shown_at BIGINT NOT NULL DEFAULT 0;  -- when a live or typed code came onto the screen, else 0
ALTER TABLE scan ADD COLUMN standing TEXT   NOT NULL DEFAULT ''; -- as in device; '' when the row has nothing to do with a point
ALTER TABLE scan ADD COLUMN hold     TEXT   NOT NULL DEFAULT ''; -- hold.id, '' for none
CREATE INDEX scan_waiting ON scan (session, id) WHERE standing = 'waiting';
CREATE INDEX scan_hold ON scan (hold) WHERE hold <> '';

-- What a presenter's points are judged by: a seminar, or a day with the badge. Sums of its rows, and what the
-- patterns of arrival need to be judged without reading those rows again.
CREATE TABLE session (
  id          TEXT   NOT NULL PRIMARY KEY, -- 's/<seminar>' or 'p/<presenter>/<day>'
  presenter   TEXT   NOT NULL,
  seminar     TEXT   NOT NULL, -- '' for a badge
  area        TEXT   NOT NULL,
  first_at    BIGINT NOT NULL, -- first and last arrival
  last_at     BIGINT NOT NULL,
  scans       BIGINT NOT NULL, -- rows
  devices     BIGINT NOT NULL, -- phones and paper slips, each once
  live        BIGINT NOT NULL, -- rows by tier
  typed       BIGINT NOT NULL,
  late        BIGINT NOT NULL,
  printed     BIGINT NOT NULL,
  slip        BIGINT NOT NULL,
  assisted    BIGINT NOT NULL,
  points      BIGINT NOT NULL, -- all points, of which late_points by late scan-ins
  late_points BIGINT NOT NULL,
  held        BIGINT NOT NULL, -- points held
  waiting     BIGINT NOT NULL, -- late ones over the quota
  offline     BIGINT NOT NULL, -- 1 when an organiser confirmed that the hall had no network
  pattern     TEXT   NOT NULL  -- outreach.Pattern in JSON: how scan-ins have arrived
);
CREATE INDEX session_by_presenter ON session (presenter);

-- Which phones a session has met. Rows live as long as those of device.
CREATE TABLE attendance (
  session TEXT NOT NULL,
  device  TEXT NOT NULL, -- device.hash
  PRIMARY KEY (session, device)
);

-- Points of one session held for one reason: an organiser decides about them together.
CREATE TABLE hold (
  id         TEXT   NOT NULL PRIMARY KEY, -- id of the first scan-in in it
  session    TEXT   NOT NULL,
  presenter  TEXT   NOT NULL,
  seminar    TEXT   NOT NULL,
  area       TEXT   NOT NULL,
  reason     TEXT   NOT NULL, -- burst, serial, out_of_hours, many_presenters, over_seats, stale
  state      TEXT   NOT NULL, -- forming (a pattern not certain yet), open, released or rejected
  scans      BIGINT NOT NULL, -- points held in it at first
  opened_at  BIGINT NOT NULL,
  last_at    BIGINT NOT NULL, -- newest scan-in
  decided_at BIGINT NOT NULL, -- 0 while open
  decided_by TEXT   NOT NULL  -- staff id; '' while open or when the pattern dissolved
);
CREATE UNIQUE INDEX hold_open ON hold (session, reason) WHERE state IN ('forming', 'open');
CREATE INDEX hold_by_state ON hold (state, opened_at);

-- Randomness that device keys are made with. Without its salt a key cannot be made again, not even with the secret.
CREATE TABLE salt (
  period  TEXT   NOT NULL PRIMARY KEY, -- a year 'YYYY' or a day 'YYYY-MM-DD'
  value   TEXT   NOT NULL,             -- base64url of 32 random bytes
  secret  TEXT   NOT NULL,             -- which master secret goes with it, outreach.Secret.ID
  made_at BIGINT NOT NULL
);

-- How many sessions a phone has met on a day, not which. Deleted with the day's salt, after 24 hours.
CREATE TABLE device_day (
  day      TEXT   NOT NULL,
  hash     TEXT   NOT NULL, -- under a key of that day, so that it cannot be joined with device
  sessions BIGINT NOT NULL,
  PRIMARY KEY (day, hash)
);

-- Presenters' sums: periods are now 'all', a year 'YYYY' and a month 'YYYY-MM'.
ALTER TABLE counter ADD COLUMN held     BIGINT NOT NULL DEFAULT 0;
ALTER TABLE counter ADD COLUMN live     BIGINT NOT NULL DEFAULT 0;
ALTER TABLE counter ADD COLUMN typed    BIGINT NOT NULL DEFAULT 0;
ALTER TABLE counter ADD COLUMN late     BIGINT NOT NULL DEFAULT 0;
ALTER TABLE counter ADD COLUMN printed  BIGINT NOT NULL DEFAULT 0;
ALTER TABLE counter ADD COLUMN slip     BIGINT NOT NULL DEFAULT 0;
ALTER TABLE counter ADD COLUMN assisted BIGINT NOT NULL DEFAULT 0;
UPDATE counter SET printed = scans; -- until now every code was a printed one
INSERT INTO counter (presenter, period, scans, reach, points, printed)
  SELECT presenter, CAST(year AS TEXT), COUNT(*), SUM(counted), SUM(points), COUNT(*) FROM scan GROUP BY presenter, year;

-- The same sums by the place where it happened. A phone counts where its presenter met it first, so that an area's
-- reach is the sum of its presenters' figures. Periods as in counter, and days 'YYYY-MM-DD'.
CREATE TABLE area_counter (
  area     TEXT   NOT NULL,
  period   TEXT   NOT NULL,
  scans    BIGINT NOT NULL,
  reach    BIGINT NOT NULL,
  points   BIGINT NOT NULL,
  held     BIGINT NOT NULL,
  live     BIGINT NOT NULL,
  typed    BIGINT NOT NULL,
  late     BIGINT NOT NULL,
  printed  BIGINT NOT NULL,
  slip     BIGINT NOT NULL,
  assisted BIGINT NOT NULL,
  PRIMARY KEY (area, period)
);
CREATE INDEX area_counter_by_period ON area_counter (period);
INSERT INTO area_counter (area, period, scans, reach, points, held, live, typed, late, printed, slip, assisted)
  SELECT area, 'all', COUNT(*), SUM(counted), SUM(points), 0, 0, 0, 0, COUNT(*), 0, 0 FROM scan GROUP BY area;
INSERT INTO area_counter (area, period, scans, reach, points, held, live, typed, late, printed, slip, assisted)
  SELECT area, CAST(year AS TEXT), COUNT(*), SUM(counted), SUM(points), 0, 0, 0, 0, COUNT(*), 0, 0 FROM scan GROUP BY area, year;
INSERT INTO area_counter (area, period, scans, reach, points, held, live, typed, late, printed, slip, assisted)
  SELECT area, month, COUNT(*), SUM(counted), SUM(points), 0, 0, 0, 0, COUNT(*), 0, 0 FROM scan GROUP BY area, month;
