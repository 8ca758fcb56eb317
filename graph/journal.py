"""The journal: one SQLite file that holds what must not be lost.

Documents, the claims read from each, factors and decisions are the record; statements, the search index and the feed of changes are
worked out from them in the same transaction, so they are never out of step. Every transaction that changes something gets the next
journal number. WAL with synchronous=FULL: what is acknowledged survives a power cut (SQLite, "PRAGMA synchronous").

One lock serves all writers of a process. Readers borrow a connection of their own, or wait for the only one of a journal in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import RLock

from ontology.errors import StoreError

VERSION = 3
"""Version of the schema below, kept in `PRAGMA user_version`."""

MIGRATIONS = {2: "ALTER TABLE document ADD COLUMN edition TEXT"}
"""How the tables of an earlier version become those of this one; without writing they can be read as they are."""

SCHEMA = """
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
CREATE TABLE statement (             -- derived; `data` is NULL once nothing is left of it, so that its edge can still be taken back
  id TEXT PRIMARY KEY, subject TEXT NOT NULL, relation TEXT NOT NULL, object TEXT NOT NULL, sign TEXT NOT NULL,
  asserted INTEGER NOT NULL, data TEXT) WITHOUT ROWID;
CREATE INDEX statement_subject ON statement (subject, object);
CREATE INDEX statement_object ON statement (object);
CREATE INDEX statement_lowers ON statement (subject, object) WHERE asserted AND sign = '-';
CREATE TABLE flag (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, data TEXT NOT NULL);
CREATE TABLE change (                -- derived: the last journal number at which an item changed or went
  kind TEXT NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE INDEX change_number ON change (number);
CREATE VIRTUAL TABLE claim_words USING fts5 (quote, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3 4');
CREATE VIRTUAL TABLE factor_words USING fts5 (label, synonyms, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3 4');
CREATE VIRTUAL TABLE document_words USING fts5 (title, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3 4');
"""


class Journal:
    """The SQLite file of one store, or a journal in memory when `path` is None.

    Raises:
        StoreError: The file is damaged, from a later version of mechgraph, or not there to be read.
    """

    def __init__(self, path: Path | None, *, read_only: bool = False) -> None:
        self.path, self.read_only = path, read_only
        self._lock = RLock()
        self._idle: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        self._main = self._connect()
        self._prepare()

    def _connect(self) -> sqlite3.Connection:
        mode = "ro" if self.read_only else "rwc"
        place = f"{self.path.absolute().as_uri()}?mode={mode}" if self.path else ":memory:"
        try:
            connection = sqlite3.connect(place, uri=True, isolation_level=None, check_same_thread=False, timeout=30)
            connection.execute("PRAGMA synchronous = FULL")
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{self.path} cannot be read ({error}). Restore it from a backup, or load the articles anew.") from error
        return connection

    def _prepare(self) -> None:
        """Make the tables of a new journal; refuse one that this program cannot read."""
        try:
            found = self._main.execute("PRAGMA user_version").fetchone()[0]
            if found == 0 and not self.read_only:
                self._main.execute("PRAGMA journal_mode = WAL")
                self._main.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
            if found in MIGRATIONS and not self.read_only:
                self._main.executescript(f"BEGIN IMMEDIATE; {MIGRATIONS[found]}; PRAGMA user_version = {VERSION}; COMMIT;")
        except sqlite3.DatabaseError as error:
            self.close()
            raise StoreError(f"{self.path} is damaged ({error}). Restore it from a backup, or load the articles anew.") from error
        if found not in (0, *MIGRATIONS, VERSION):
            self.close()
            raise StoreError(f"{self.path} {_AGE[found > VERSION]} (schema {found}, this one knows {VERSION}). {_ADVICE[found > VERSION]}")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that sees one moment of the journal until the block ends."""
        if self.path is None:
            with self._lock:
                yield self._main
            return
        connection = self._borrow()
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.execute("ROLLBACK")
            self._idle.put(connection)

    def _borrow(self) -> sqlite3.Connection:
        try:
            return self._idle.get_nowait()
        except Empty:
            return self._connect()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend the writing connection for one transaction: all of it is kept when the block ends well, none of it otherwise."""
        if self.read_only:
            raise StoreError(f"{self.path} was opened for reading only. Open it without read_only to change it.")
        with self._lock:
            self._main.execute("BEGIN IMMEDIATE")
            try:
                yield self._main
            except BaseException:
                with suppress(sqlite3.OperationalError):  # a full disk may have ended the transaction already
                    self._main.execute("ROLLBACK")
                raise
            self._main.execute("COMMIT")

    def close(self) -> None:
        """Close every connection that is not lent out."""
        while not self._idle.empty():
            self._idle.get_nowait().close()
        self._main.close()


_AGE = {True: "comes from a later version of mechgraph", False: "comes from a trial version of mechgraph"}
_ADVICE = {True: "Update mechgraph.", False: "Load the articles anew into another folder."}
