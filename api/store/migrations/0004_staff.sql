-- Staff: one-time links, sessions, and the audit of what staff did. Tokens are never stored, only their hashes:
-- whoever reads the database cannot sign in with it.

CREATE TABLE staff_link (
  id         TEXT   NOT NULL PRIMARY KEY,
  hash       TEXT   NOT NULL UNIQUE, -- base64url of SHA-256 over the token
  staff      TEXT   NOT NULL,        -- who: a presenter's id in the registry, else the name given with the link
  role       TEXT   NOT NULL,        -- presenter, organiser or administrator
  presenter  TEXT   NOT NULL,        -- id in the registry, '' for who presents nothing
  area       TEXT   NOT NULL,        -- id in the registry, '' for the whole district
  issued_at  BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  spent_at   BIGINT,                 -- NULL until somebody signed in with it
  ended_at   BIGINT                  -- NULL unless it was revoked
);
CREATE INDEX staff_link_by_staff ON staff_link (staff);

CREATE TABLE staff_session (
  id        TEXT   NOT NULL PRIMARY KEY,
  hash      TEXT   NOT NULL UNIQUE, -- as staff_link.hash, of the cookie's token
  link      TEXT   NOT NULL REFERENCES staff_link (id),
  staff     TEXT   NOT NULL,        -- staff, role, presenter, area: those of the link
  role      TEXT   NOT NULL,
  presenter TEXT   NOT NULL,
  area      TEXT   NOT NULL,
  began_at  BIGINT NOT NULL,
  used_at   BIGINT NOT NULL,        -- the last use of a privileged route
  ended_at  BIGINT                  -- NULL unless signed out or revoked
);
CREATE INDEX staff_session_by_link ON staff_session (link);
CREATE INDEX staff_session_by_staff ON staff_session (staff);

-- One row for every use of a privileged route, and for what the command line did. Append-only: see the file of the
-- same name for each engine. Nothing in it is about attendees.
CREATE TABLE audit (
  id      TEXT   NOT NULL PRIMARY KEY,
  at      BIGINT NOT NULL,
  staff   TEXT   NOT NULL, -- as staff_link.staff
  role    TEXT   NOT NULL,
  session TEXT   NOT NULL, -- staff_session.id, '' on the command line
  action  TEXT   NOT NULL, -- method and route, or what the command line did
  object  TEXT   NOT NULL, -- id of what it was about, '' for nothing in particular
  allowed BIGINT NOT NULL  -- 0 when refused because the role does not reach, else 1
);
CREATE INDEX audit_by_staff ON audit (staff, at);
CREATE INDEX audit_by_at ON audit (at);
