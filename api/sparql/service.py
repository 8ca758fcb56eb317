"""The service: a query or a graph in, an answer out; between them the check, a snapshot, and a reader process."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from api.sparql.check import check, syntax_error
from api.sparql.formats import Kind, offered
from api.sparql.kept import Kept
from api.sparql.limits import Limits
from api.sparql.lines import Reply
from api.sparql.negotiate import Choice
from api.sparql.pool import Gone, Pool
from api.sparql.problems import RequestError
from api.sparql.snapshots import Snapshot, Snapshots, Source
from ontology.errors import AnswerTooLargeError, QueryError, StoreError, UnknownItemError
from ontology.namespaces import BASE, PREFIXES


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a client asks. The graphs make up the dataset in place of the query's own; None when the request names none.

    `base` resolves relative IRIs; `seconds` is the client's own deadline, counted only where it is shorter than ours.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A whole answer, never a cut one: its kind, how it is written, its rows (None unless a table), and its bytes or the file of them.

    `version` is that of the graph as it was asked.
    """

    kind: Kind
    choice: Choice
    rows: int | None
    size: int
    version: int
    body: bytes | BinaryIO


Choices = Mapping[Kind, Choice | None]


class QueryService:
    """Answers queries about a graph; `async with` starts its processes and ends them.

    `union` makes the default graph the union of all graphs, where a query names no other; `prefixes` may be used undeclared;
    `base` is put before the path of a graph that is asked for directly; `cors` are origins whose pages may read answers (`*`: all).
    """

    def __init__(
        self,
        source: Source,
        limits: Limits | None = None,
        *,
        union: bool = True,
        prefixes: Mapping[str, str] = PREFIXES,
        base: str = BASE,
        cors: str | None = None,
        scratch: Path | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.union, self.base, self.cors = union, base, cors
        self._pool = Pool(self.limits, prefixes)
        self._snapshots = Snapshots(source, self.limits, scratch)
        self._kept: Kept[Answer] = Kept(self.limits.kept)
        self._answers = 0

    async def __aenter__(self) -> QueryService:
        await self._pool.__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._pool.__aexit__(*error)
        await self._snapshots.close()

    @property
    def pool(self) -> Pool:
        """Return the reader processes."""
        return self._pool

    async def query(self, query: Query, choices: Choices, gone: Gone | None = None) -> Answer:
        """Return the answer to a query.

        Raises:
            QueryError: It cannot be read, is refused, or was stopped at a limit (see the kinds of this error).
            RequestError: No format that the client accepts fits the answer (406), or a graph is no IRI (400).
        """
        checked = check(query.text, self.limits)
        named = bool(query.default_graphs or query.named_graphs)
        job = {
            "op": "query",
            "text": checked.text,
            "base": query.base,
            "union": self.union and not named and not checked.names_dataset,
            "default_graph": list(query.default_graphs) if named else None,
            "named_graphs": list(query.named_graphs) if named else None,
        }
        key = (checked.text, query.base, query.default_graphs, query.named_graphs, *choices.values()) if checked.settled else None
        return await self._answer(job, choices, gone, query.seconds, checked.weight, key)

    async def graph(self, iri: str | None, choice: Choice, gone: Gone | None = None) -> Answer:
        """Return a whole graph, the default graph when `iri` is None.

        Raises:
            UnknownItemError: There is no such graph.
            QueryError: It was stopped at a limit.
        """
        return await self._answer({"op": "graph", "graph": iri, "union": self.union}, {Kind.GRAPH: choice}, gone)

    async def _answer(
        self,
        job: dict[str, Any],
        choices: Choices,
        gone: Gone | None,
        seconds: float | None = None,
        weight: float = 1.0,
        key: Hashable = None,
    ) -> Answer:
        """Return an answer: a kept one where there is one for the `key`, else the reply of a reader process."""
        async with self._snapshots.lease() as snapshot:
            kept = self._kept.get(snapshot.version, key) if key is not None else None
            if kept is not None:
                return kept
            answer = await self._asked(job, choices, gone, seconds, weight, snapshot)
            if key is not None and isinstance(answer.body, bytes):
                self._kept.put(snapshot.version, key, answer, answer.size + len(job["text"]))
            return answer

    async def _asked(
        self, job: dict[str, Any], choices: Choices, gone: Gone | None, seconds: float | None, weight: float, snapshot: Snapshot
    ) -> Answer:
        self._answers += 1
        file = self._snapshots.folder / f"answer-{self._answers}"
        orders, reply = job | self._orders(choices, snapshot.folder, file), None
        try:
            reply = await self._pool.run(orders, gone=gone, seconds=seconds, weight=weight)
            return _answer(reply, job, choices, file, snapshot.version)
        finally:
            if reply is None or "file" in reply[0]:
                file.unlink(missing_ok=True)  # an open file outlives its name

    def _orders(self, choices: Choices, folder: Path, file: Path) -> dict[str, Any]:
        names = {kind.value: choice.format.name if choice is not None else None for kind, choice in choices.items()}
        limits = {"rows": self.limits.rows, "size": self.limits.size}
        return {"folder": str(folder), "file": str(file), "accept": names, **limits}


def _answer(reply: Reply, job: Mapping[str, Any], choices: Choices, file: Path, version: int) -> Answer:
    """Return what a reader process replied as an answer, or raise what it reported (a MemoryError ended it, so it reports none)."""
    head, body = reply
    if "error" in head:
        raise _error(head, job)
    kind = Kind(head["kind"])
    choice = choices[kind]
    if choice is None:
        raise _unacceptable(kind)
    content = file.open("rb") if head.get("file") else body
    return Answer(kind=kind, choice=choice, rows=head["rows"], size=head["size"], version=version, body=content)


def _error(head: Mapping[str, Any], job: Mapping[str, Any]) -> Exception:
    """Return the error that a reader process reported; an unknown one is a fault of the store."""
    message, name = head.get("message", "").rstrip("."), head["error"]
    if name == "syntax":
        return syntax_error(message, job["text"])
    if name == "format":
        return _unacceptable(Kind(head["kind"]))
    if name == "missing":
        return UnknownItemError("graph", job["graph"])
    told: dict[str, Exception] = {
        "large": AnswerTooLargeError(_grouped(message)),
        "value": RequestError(400, "Bad request", f"{message}. Give absolute IRIs, percent-encoded in the address."),
        "failed": QueryError(f"The query cannot be evaluated: {message}."),
    }
    return told.get(name, StoreError(f"The snapshot could not be read: {message}."))


def _unacceptable(kind: Kind) -> RequestError:
    names = {Kind.TABLE: "SELECT", Kind.BOOLEAN: "ASK", Kind.GRAPH: "CONSTRUCT, DESCRIBE or a graph"}
    known = ", ".join(form.media_types[0] for form in offered(kind))
    return RequestError(406, "Not acceptable", f"An answer to {names[kind]} can be had as {known}. Accept one of these.")


def _grouped(limit: str) -> str:
    """Return a limit with its thousands apart.

    >>> _grouped("10000 rows")
    '10,000 rows'
    """
    return re.sub(r"\d+", lambda found: f"{int(found[0]):,}", limit, count=1)
