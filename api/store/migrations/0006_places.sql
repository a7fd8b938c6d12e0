-- Nobody is in two seminars at once.
ALTER TABLE device_day ADD COLUMN seminar_at BIGINT NOT NULL DEFAULT 0; -- when the phone last saw the code of a seminar that it had not met before, 0 for never

-- A pattern that is forming has a hold of its own beside the one that is certain, so that it may still dissolve.
DROP INDEX hold_open;
CREATE UNIQUE INDEX hold_undecided ON hold (session, reason, state) WHERE state IN ('forming', 'open');
