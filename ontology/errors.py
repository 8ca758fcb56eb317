"""Every error that mechgraph raises on purpose, in one tree.

    MechgraphError                 something went wrong that a person can act on
    ├── InputError                 what we were given cannot be used
    │   ├── ArticleNotFoundError   no such file, folder or address
    │   ├── UnreadableArticleError not text, wrong encoding, empty, too large, no prose in it
    │   ├── UnknownFormatError     no loader reads this kind of file
    │   └── MetadataError          front matter or sidecar that cannot be understood
    ├── QuoteNotFoundError         a claim quotes words that its document does not contain
    ├── UnknownItemError           no document, claim, statement, factor, flag or rule has this id
    ├── QueryError                 a query that cannot be answered
    │   ├── QuerySyntaxError       not SPARQL; line and column say where
    │   ├── QueryRefusedError      SPARQL that asks for what a read-only service does not do
    │   ├── QueryTimeoutError      stopped at its deadline or at a limit
    │   ├── AnswerTooLargeError    its answer passes the limit of rows or bytes
    │   └── TooManyQueriesError    more queries wait than the service holds
    └── StoreError                 the store cannot be opened, read or written
        ├── StoreBusyError         another process has it open for writing
        └── MisshapenError         what would be stored does not look as our shapes say (SHACL)

Each message says what was seen, what was expected and what to do; the facts are attributes too.
"""

from __future__ import annotations

from textwrap import shorten


class MechgraphError(Exception):
    """Something went wrong that a person can act on; the message is fit to be shown as it is.

    Can be pickled whatever its constructor takes, so that it crosses from a process that reads to the one that tells.
    """

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[MechgraphError], args: tuple[object, ...], facts: dict[str, object]) -> MechgraphError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(facts)
    return error


class InputError(MechgraphError):
    """What we were given cannot be used; nothing was stored."""


class ArticleNotFoundError(InputError):
    """There is no file, folder or page at this place."""

    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(f"{place}: no such file or folder. Check the path, or give an address that begins with https://.")


class UnreadableArticleError(InputError):
    """The file is there, but holds no text that can be read as an article."""

    def __init__(self, place: str, seen: str, advice: str) -> None:
        self.place, self.seen, self.advice = place, seen, advice
        super().__init__(f"{place}: {seen}. {advice}")


class UnknownFormatError(InputError):
    """No loader reads this kind of file."""

    def __init__(self, place: str, suffix: str, known: tuple[str, ...]) -> None:
        self.place, self.suffix, self.known = place, suffix, known
        super().__init__(f"{place}: cannot read {suffix or 'a file without an ending'}. Known endings: {', '.join(known)}.")


class MetadataError(InputError):
    """Front matter or a sidecar file that cannot be understood."""

    def __init__(self, place: str, seen: str) -> None:
        self.place, self.seen = place, seen
        super().__init__(f"{place}: {seen}. Mend the metadata or remove it; the article itself is not at fault.")


class QuoteNotFoundError(MechgraphError):
    """A claim quotes words that do not stand at its offsets in its document."""

    def __init__(self, quote: str, document_id: str) -> None:
        self.quote, self.document_id = quote, document_id
        super().__init__(
            f"{document_id} does not contain {shorten(quote, 80)!r} at the given place. "
            "Quote the article letter for letter, curly quotes and dashes too."
        )


class UnknownItemError(MechgraphError):
    """No document, claim, statement, factor, flag or rule has this id."""

    def __init__(self, kind: str, item_id: str) -> None:
        self.kind, self.item_id = kind, item_id
        super().__init__(f"No {kind} {item_id!r} here. List what there is, and copy the id from the list.")


class QueryError(MechgraphError):
    """A query that cannot be answered."""


class QuerySyntaxError(QueryError):
    """The text is not SPARQL 1.1; `line` and `column` (from 1, None when unknown) say where it stops being so."""

    def __init__(self, reason: str, line: int | None = None, column: int | None = None) -> None:
        self.reason, self.line, self.column = reason, line, column
        place = f"line {line}, column {column}: " if line is not None else ""
        super().__init__(f"The query cannot be read. {place}{reason}")


class QueryRefusedError(QueryError):
    """SPARQL that asks for what a read-only service without network does not do."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"This service is read-only and asks no other server: {what} is refused.")


class QueryTimeoutError(QueryError):
    """The query was stopped at a limit; nothing of its answer is given, because a cut answer would be a wrong one."""

    def __init__(self, limit: str) -> None:
        self.limit = limit
        super().__init__(f"The query was stopped: {limit}. Ask for less (LIMIT, a bound subject), or raise the limit in the settings.")


class AnswerTooLargeError(QueryError):
    """The answer passes a limit; nothing of it is given, because a cut answer would be a wrong one."""

    def __init__(self, limit: str) -> None:
        self.limit = limit
        super().__init__(
            f"The answer has more than {limit}. Ask for it page by page (ORDER BY, LIMIT, OFFSET), or raise the limit in the settings."
        )


class TooManyQueriesError(QueryError):
    """More queries wait than the service holds; this one was not begun."""

    def __init__(self, waiting: int) -> None:
        self.waiting = waiting
        super().__init__(f"{waiting} queries wait already. Ask again in a few seconds.")


class StoreError(MechgraphError):
    """The store cannot be opened, read or written."""


class StoreBusyError(StoreError):
    """Another process has this store open for writing."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(f"{folder} is in use by another mechgraph process. Close it, or work in another folder with --store.")


class MisshapenError(StoreError):
    """The graph of a document does not conform to our shapes; nothing of it was stored."""

    def __init__(self, document: str, reasons: tuple[str, ...]) -> None:
        self.document, self.reasons = document, reasons
        more = f" and {len(reasons) - 3} more" if len(reasons) > 3 else ""
        super().__init__(f"{document} would make a graph that breaks our shapes: {'; '.join(reasons[:3])}{more}. Nothing of it was stored.")
