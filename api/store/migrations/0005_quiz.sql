-- Rounds of the quiz: four scenes judged before a talk, after it, and 30 and 90 days later.
-- Nothing here leads to a person, a phone or a scan-in. Times are BIGINT Unix milliseconds by the service's clock.
CREATE TABLE quiz (
  id          TEXT   NOT NULL PRIMARY KEY, -- made by the service
  key         TEXT   NOT NULL UNIQUE,      -- made by the client, the same for every try of one round
  body_hash   TEXT   NOT NULL,             -- base64url of SHA-256 over the request's canonical fields
  code        TEXT   NOT NULL,             -- the printed code of the talk or the badge
  presenter   TEXT   NOT NULL,             -- presenter, area, seminar: ids in the registry on arrival
  area        TEXT   NOT NULL,             -- the seminar's area, else the presenter's
  seminar     TEXT   NOT NULL,             -- '' for a badge
  token       TEXT   NOT NULL,             -- base64url of SHA-256 over talk and token: joins one person's rounds of one talk
  round       TEXT   NOT NULL,             -- before, after, day30 or day90
  form        TEXT   NOT NULL,             -- a or b
  source      TEXT   NOT NULL,             -- phone, or paper when staff typed it
  locale      TEXT   NOT NULL,             -- zh-hant, zh-hans or en
  received_at BIGINT NOT NULL,
  UNIQUE (token, round)                    -- only the first judgement of a scene is a measurement
);
CREATE INDEX quiz_by_seminar ON quiz (seminar);

CREATE TABLE quiz_answer (
  quiz  TEXT NOT NULL REFERENCES quiz (id),
  item  TEXT NOT NULL, -- slug of content/*/items
  truth TEXT NOT NULL, -- scam or genuine, as the registry had it on arrival
  said  TEXT NOT NULL, -- scam or genuine
  PRIMARY KEY (quiz, item)
);

-- Feedback asks for one first step instead of a free text, and holds comments until an organiser has read them.
-- What earlier phones wrote into the old field is kept as part of the comment.
UPDATE feedback SET comment = CASE WHEN comment = '' THEN will_do_differently ELSE will_do_differently || ' / ' || comment END
  WHERE will_do_differently <> '';
ALTER TABLE feedback DROP COLUMN will_do_differently;
ALTER TABLE feedback ADD COLUMN first_step TEXT NOT NULL DEFAULT '';          -- '' when not answered; else an id of outreach.FirstSteps
ALTER TABLE feedback ADD COLUMN comment_state TEXT NOT NULL DEFAULT 'pending'; -- pending, approved or rejected; without a comment it means nothing
CREATE INDEX feedback_by_seminar ON feedback (seminar);
