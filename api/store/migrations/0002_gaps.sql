-- Searches that led to no page, counted per day. Of a long text only known words are kept; nothing says who asked.
CREATE TABLE gap (
  day   TEXT   NOT NULL, -- 'YYYY-MM-DD' in the registry's time zone; rows of 90 days ago are deleted
  lang  TEXT   NOT NULL, -- zh-hant, zh-hans or en
  text  TEXT   NOT NULL, -- folded words
  times BIGINT NOT NULL,
  PRIMARY KEY (day, lang, text)
);
