"""The tables of the journal, and how those of earlier versions become them.

Documents, claims, factors and decisions are the record. Everything that a comment calls derived can be made again from them, and is kept
in step by the transaction that changes the record: by `graph.recording`, by generated columns, and by triggers.
"""

from __future__ import annotations

import sqlite3

from graph.search import fold

RECORD = """
CREATE TABLE entry (                 -- one row for each transaction that changed something
  number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, target TEXT NOT NULL, time TEXT NOT NULL);
CREATE TABLE document (              -- `article` is the same for all versions of an article; `edition` is the reader's, NULL if unknown
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article TEXT, superseded_by TEXT, time TEXT NOT NULL,
  metadata TEXT NOT NULL, text TEXT NOT NULL, blocks BLOB NOT NULL, edition TEXT);
CREATE INDEX document_article ON document (article);
CREATE TABLE claim (                 -- `current` is 0 in superseded versions
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, statement TEXT, subject TEXT, object TEXT,
  relation TEXT NOT NULL, evidence TEXT NOT NULL, current INTEGER NOT NULL, data TEXT NOT NULL);
CREATE INDEX claim_document ON claim (document);
CREATE INDEX claim_statement ON claim (statement);
CREATE INDEX claim_subject ON claim (subject);
CREATE INDEX claim_object ON claim (object);
CREATE TABLE tally (                 -- derived, by the triggers below: how many current claims there are of each kind
  relation TEXT NOT NULL, evidence TEXT NOT NULL, claims INTEGER NOT NULL, PRIMARY KEY (relation, evidence)) WITHOUT ROWID;
CREATE TRIGGER claim_comes AFTER INSERT ON claim WHEN NEW.current BEGIN
  INSERT INTO tally VALUES (NEW.relation, NEW.evidence, 1) ON CONFLICT DO UPDATE SET claims = claims + 1; END;
CREATE TRIGGER claim_goes AFTER DELETE ON claim WHEN OLD.current BEGIN
  UPDATE tally SET claims = claims - 1 WHERE relation = OLD.relation AND evidence = OLD.evidence; END;
CREATE TRIGGER claim_ages AFTER UPDATE OF current ON claim WHEN OLD.current AND NOT NEW.current BEGIN
  UPDATE tally SET claims = claims - 1 WHERE relation = OLD.relation AND evidence = OLD.evidence; END;
CREATE TABLE factor (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, data TEXT NOT NULL);
CREATE TABLE naming (                -- which documents name a factor; a factor that nobody names any more is gone
  factor TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (factor, document)) WITHOUT ROWID;
CREATE INDEX naming_document ON naming (document);
CREATE VIEW named_factor AS          -- factors that current documents name
  SELECT * FROM factor WHERE EXISTS (SELECT 1 FROM naming JOIN document ON document.id = naming.document
    WHERE naming.factor = factor.id AND document.superseded_by IS NULL);
CREATE TABLE decision (              -- append-only; `judged` is the claim or flag as it was when somebody judged it
  number INTEGER PRIMARY KEY, target TEXT NOT NULL, verdict TEXT NOT NULL, reviewer TEXT NOT NULL, time TEXT NOT NULL,
  reason TEXT, judged TEXT);
CREATE INDEX decision_target ON decision (target, number);
CREATE TABLE change (                -- derived: the last journal number at which an item changed or went
  kind TEXT NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE INDEX change_number ON change (number);
CREATE VIRTUAL TABLE claim_words USING fts5 (quote, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3 4');
CREATE VIRTUAL TABLE factor_words USING fts5 (label, synonyms, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3 4');
CREATE VIRTUAL TABLE document_words USING fts5 (title, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3 4');
"""

FLAG_CLAIM = """\
CREATE TABLE flag_claim (            -- open flags by the claims that they rest on
  claim TEXT NOT NULL, flag INTEGER NOT NULL, code TEXT NOT NULL, PRIMARY KEY (claim, flag)) WITHOUT ROWID;
"""
FLAG_TRIGGERS = """\
CREATE TRIGGER flag_comes AFTER INSERT ON flag BEGIN
  INSERT OR IGNORE INTO flag_claim SELECT value, NEW.row, NEW.code FROM json_each(NEW.data, '$.claims') WHERE NOT NEW.closed;
  INSERT OR IGNORE INTO flag_passage SELECT value ->> '$.document_id', NEW.row FROM json_each(NEW.data, '$.passages');
  INSERT OR IGNORE INTO flag_passage SELECT NEW.document, NEW.row WHERE NEW.document <> '';
  INSERT INTO flag_tally VALUES (NEW.code, NEW.severity, NEW.document, NEW.closed, 1) ON CONFLICT DO UPDATE SET flags = flags + 1; END;
CREATE TRIGGER flag_goes BEFORE DELETE ON flag BEGIN
  DELETE FROM flag_claim WHERE flag = OLD.row AND claim IN (SELECT value FROM json_each(OLD.data, '$.claims'));
  DELETE FROM flag_passage WHERE flag = OLD.row
    AND document IN (SELECT value ->> '$.document_id' FROM json_each(OLD.data, '$.passages') UNION SELECT OLD.document);
  UPDATE flag_tally SET flags = flags - 1
    WHERE code = OLD.code AND severity = OLD.severity AND document = OLD.document AND closed = OLD.closed; END;
CREATE TRIGGER flag_turns AFTER UPDATE OF closed ON flag WHEN OLD.closed <> NEW.closed BEGIN
  DELETE FROM flag_claim WHERE NEW.closed AND flag = NEW.row AND claim IN (SELECT value FROM json_each(NEW.data, '$.claims'));
  INSERT OR IGNORE INTO flag_claim SELECT value, NEW.row, NEW.code FROM json_each(NEW.data, '$.claims') WHERE NOT NEW.closed;
  UPDATE flag_tally SET flags = flags - 1
    WHERE code = OLD.code AND severity = OLD.severity AND document = OLD.document AND closed = OLD.closed;
  INSERT INTO flag_tally VALUES (NEW.code, NEW.severity, NEW.document, NEW.closed, 1) ON CONFLICT DO UPDATE SET flags = flags + 1; END;
"""

DERIVED = f"""
CREATE INDEX document_current ON document (row, id) WHERE superseded_by IS NULL;
CREATE TABLE statement (             -- derived; `data` is NULL once nothing is left of it, so that its edge can still be taken back
  id TEXT PRIMARY KEY, subject TEXT NOT NULL, relation TEXT NOT NULL, object TEXT NOT NULL, sign TEXT NOT NULL,
  asserted INTEGER NOT NULL, data TEXT,
  sources INTEGER NOT NULL, claims INTEGER NOT NULL,
  evidence TEXT NOT NULL,            -- the best that is offered for it
  told INTEGER NOT NULL              -- 1 asserted + 2 hedged + 4 hypothetical + 8 denied
  ) WITHOUT ROWID;
CREATE INDEX statement_subject ON statement (subject, object, sources, claims);
CREATE INDEX statement_object ON statement (object, sources, claims);
CREATE INDEX statement_lowers ON statement (subject, object) WHERE asserted AND sign = '-';
CREATE INDEX statement_rank ON statement (sources DESC, claims DESC, id, relation, evidence, told, subject, object) WHERE claims > 0;
CREATE INDEX factor_broader ON factor (data ->> '$.broader') WHERE data ->> '$.broader' IS NOT NULL;
CREATE INDEX factor_aspect ON factor (data ->> '$.aspect_of[0]') WHERE data ->> '$.aspect_of[0]' IS NOT NULL;
CREATE TABLE statement_tally (       -- derived, by the triggers below: how many statements there are of each kind
  relation TEXT NOT NULL, evidence TEXT NOT NULL, told INTEGER NOT NULL, statements INTEGER NOT NULL, claims INTEGER NOT NULL,
  PRIMARY KEY (relation, evidence, told)) WITHOUT ROWID;
CREATE TABLE factor_degree (         -- derived, by the same triggers: in how many statements a factor is
  factor TEXT PRIMARY KEY, statements INTEGER NOT NULL) WITHOUT ROWID;
CREATE TRIGGER statement_comes AFTER INSERT ON statement WHEN NEW.claims > 0 BEGIN
  INSERT INTO statement_tally VALUES (NEW.relation, NEW.evidence, NEW.told, 1, NEW.claims)
    ON CONFLICT DO UPDATE SET statements = statements + 1, claims = claims + excluded.claims;
  INSERT INTO factor_degree SELECT NEW.subject, 1 UNION SELECT NEW.object, 1 WHERE true
    ON CONFLICT DO UPDATE SET statements = statements + 1; END;
CREATE TRIGGER statement_turns AFTER UPDATE OF data ON statement BEGIN
  UPDATE statement_tally SET statements = statements - 1, claims = claims - OLD.claims
    WHERE OLD.claims > 0 AND relation = OLD.relation AND evidence = OLD.evidence AND told = OLD.told;
  INSERT INTO statement_tally SELECT NEW.relation, NEW.evidence, NEW.told, 1, NEW.claims WHERE NEW.claims > 0
    ON CONFLICT DO UPDATE SET statements = statements + 1, claims = claims + excluded.claims;
  INSERT INTO factor_degree SELECT NEW.subject, 0 UNION SELECT NEW.object, 0 WHERE true
    ON CONFLICT DO UPDATE SET statements = statements + (NEW.claims > 0) - (OLD.claims > 0); END;
CREATE TABLE factor_name (           -- derived: labels and synonyms, folded
  name TEXT NOT NULL, factor TEXT NOT NULL, PRIMARY KEY (name, factor)) WITHOUT ROWID;
CREATE INDEX factor_name_factor ON factor_name (factor);
CREATE TABLE flag (                  -- of the last audit; `closed` by a decision, `home` is what was audited when it was found
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, data TEXT NOT NULL, weight REAL NOT NULL, position INTEGER NOT NULL,
  home TEXT, closed INTEGER NOT NULL,
  code TEXT AS (data ->> '$.code') STORED, severity TEXT AS (data ->> '$.severity') STORED,
  document TEXT AS (coalesce(data ->> '$.document', '')) STORED, statement TEXT AS (data ->> '$.statement') STORED,
  factor TEXT AS (data ->> '$.factor') STORED, start INTEGER AS (coalesce(data ->> '$.passages[0].place.start', 0)) STORED);
CREATE INDEX flag_order ON flag (weight DESC, position, code, id) WHERE NOT closed;
CREATE INDEX flag_code ON flag (code, weight DESC, position, id) WHERE NOT closed;
CREATE INDEX flag_document ON flag (document, start, weight DESC, position, code, id, severity) WHERE NOT closed;
CREATE INDEX flag_severity ON flag (severity, weight DESC, position, code, id) WHERE NOT closed;
CREATE INDEX flag_home ON flag (home);
CREATE INDEX flag_statement ON flag (statement) WHERE statement IS NOT NULL;
CREATE INDEX flag_factor ON flag (factor) WHERE factor IS NOT NULL;
{FLAG_CLAIM}
CREATE TABLE flag_passage (document TEXT NOT NULL, flag INTEGER NOT NULL, PRIMARY KEY (document, flag)) WITHOUT ROWID;
CREATE TABLE flag_tally (code TEXT NOT NULL, severity TEXT NOT NULL, document TEXT NOT NULL, closed INTEGER NOT NULL,
  flags INTEGER NOT NULL, PRIMARY KEY (code, severity, document, closed)) WITHOUT ROWID;
CREATE INDEX flag_tally_document ON flag_tally (document, closed, flags);
{FLAG_TRIGGERS}
CREATE TABLE audited (               -- documents whose own flags are those of an edition of the audit; see graph.audit.rounds
  document TEXT PRIMARY KEY, edition TEXT NOT NULL, claims INTEGER NOT NULL, identifies INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE audit (                 -- what else an audit in rounds has to remember, by name
  name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE leverage (statement TEXT PRIMARY KEY, value REAL NOT NULL) WITHOUT ROWID;
"""

SCHEMA = RECORD + DERIVED

EDITION = "ALTER TABLE document ADD COLUMN edition TEXT;"

TO_DERIVED = f"""
ALTER TABLE statement RENAME TO statement_3;
ALTER TABLE flag RENAME TO flag_3;
DROP INDEX statement_subject; DROP INDEX statement_object; DROP INDEX statement_lowers;
{DERIVED}
INSERT INTO statement SELECT id, subject, relation, object, sign, asserted, data, coalesce(data ->> '$.sources', 0),
  supporting + hedged + hypothetical + denying,
  CASE WHEN data ->> '$.by_evidence.identified' > 0 THEN 'identified' WHEN data ->> '$.by_evidence.named' > 0 THEN 'named'
    WHEN data ->> '$.by_evidence.vague' > 0 THEN 'vague' ELSE 'none' END,
  (supporting > 0) + 2 * (hedged > 0) + 4 * (hypothetical > 0) + 8 * (denying > 0)
  FROM (SELECT *, coalesce(json_array_length(data, '$.supporting'), 0) AS supporting,
    coalesce(json_array_length(data, '$.hedged'), 0) AS hedged, coalesce(json_array_length(data, '$.hypothetical'), 0) AS hypothetical,
    coalesce(json_array_length(data, '$.denying'), 0) AS denying FROM statement_3) ORDER BY id;
INSERT INTO flag (id, data, weight, position, closed) SELECT id, data, 0, position, 0 FROM flag_3 ORDER BY position;
INSERT OR IGNORE INTO factor_name SELECT fold(data ->> '$.label'), id FROM factor;
INSERT OR IGNORE INTO factor_name SELECT fold(each.value), factor.id FROM factor, json_each(factor.data, '$.synonyms') AS each;
DROP TABLE statement_3; DROP TABLE flag_3;
"""

WITH_CODES = f"""
DROP TRIGGER flag_comes; DROP TRIGGER flag_goes; DROP TRIGGER flag_turns; DROP TABLE flag_claim;
{FLAG_CLAIM}
INSERT INTO flag_claim SELECT each.value, row, code FROM flag, json_each(data, '$.claims') AS each WHERE NOT closed ORDER BY 1, 2;
{FLAG_TRIGGERS}
"""

MIGRATIONS = {2: EDITION + TO_DERIVED, 3: TO_DERIVED, 4: WITH_CODES}
"""How the tables of an earlier version become those of this one."""


def prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return a connection that knows the functions which migrations call."""
    connection.create_function("fold", 1, fold, deterministic=True)
    return connection
