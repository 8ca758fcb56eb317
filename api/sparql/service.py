"""The service: a query or a graph in, an answer out; between them the check, a snapshot, and a reader process."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from api.sparql.check import check, syntax_error
from api.sparql.formats import Kind, offered
from api.sparql.growth import Growth, Parts, first
from api.sparql.kept import Kept
from api.sparql.limits import Limits
from api.sparql.lines import Reply
from api.sparql.negotiate import Choice
from api.sparql.pool import Pool
from api.sparql.problems import RequestError
from api.sparql.snapshots import Snapshot, Snapshots, Source
from api.sparql.waiting import Gone
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Growing:
    """An answer that is sent as it grows: nobody knows yet how large it will be, nor whether it will be whole."""

    kind: Kind
    choice: Choice
    version: int
    body: Parts


Choices = Mapping[Kind, Choice | None]

Done = Callable[[Answer | Exception], None]
"""Told what came of a query: the answer, or why there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What is to be answered, and how; an answer may be kept under its `key`, and sent as it grows where there is a `growth`."""

    job: Mapping[str, Any]
    choices: Choices
    gone: Gone | None = None
    seconds: float | None = None
    weight: float = 1.0
    key: Hashable = None
    growth: Growth | None = None

    @property
    def taken(self) -> bool:
        """Return whether the answer is being sent already, by whoever holds the growth."""
        return self.growth is not None and self.growth.taken


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
        return await self._answer(self._order(query, choices, gone))

    def start(self, query: Query, choices: Choices, done: Done, gone: Gone | None = None) -> bool:
        """Let `done` be called with the answer to a query, or why there is none; return False where that takes a wait: then `query` it.

        Raises:
            QueryError: As `query` does, as far as that is known at once.
        """
        snapshot = self._snapshots.at_hand()
        if snapshot is None:
            return False
        order = self._order(query, choices, gone)
        kept = self._kept_answer(snapshot, order)
        if kept is not None:
            done(kept)
            return True
        self._answers += 1
        file = f"{self._snapshots.folder}/answer-{self._answers}"
        snapshot.leases += 1
        end = partial(self._end, order, snapshot, Path(file), done)
        started = self._pool.start(self._job(order, str(snapshot.folder), file), end, gone=gone, seconds=order.seconds)
        if not started:
            self._snapshots.give_back(snapshot)
        return started

    def _end(self, order: _Order, snapshot: Snapshot, file: Path, done: Done, outcome: Reply | Exception) -> None:
        """Tell what came of an order that was started."""
        self._snapshots.give_back(snapshot)
        answer: Answer | Exception
        try:
            answer = outcome if isinstance(outcome, Exception) else _answer(outcome, order, file, snapshot.version)
        except Exception as error:
            answer = error
        if isinstance(answer, Answer):
            self._keep(snapshot, order, answer)
        if not isinstance(answer, Answer) or not isinstance(answer.body, bytes):
            file.unlink(missing_ok=True)  # an open file outlives its name
        done(answer)

    async def stream(self, query: Query, choices: Choices, gone: Gone | None = None) -> Answer | Growing:
        """Return the answer to a query as it grows, or the whole one if that is there first: before it is slow and large.

        Raises:
            QueryError, RequestError: As `query` does; what goes wrong later is raised by the parts of the growing answer.
        """
        return await self._growing(self._order(query, choices, gone), Growth())

    def _order(self, query: Query, choices: Choices, gone: Gone | None) -> _Order:
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
        return _Order(job=job, choices=choices, gone=gone, seconds=query.seconds, weight=checked.weight, key=key)

    async def graph(self, iri: str | None, choice: Choice, gone: Gone | None = None) -> Answer:
        """Return a whole graph, the default graph when `iri` is None.

        Raises:
            UnknownItemError: There is no such graph.
            QueryError: It was stopped at a limit.
        """
        job = {"op": "graph", "graph": iri, "union": self.union}
        return await self._answer(_Order(job=job, choices={Kind.GRAPH: choice}, gone=gone))

    async def _answer(self, order: _Order) -> Answer:
        """Return an answer: a kept one where there is one, else the reply of a reader process."""
        async with self._snapshots.lease() as snapshot:
            kept = self._kept_answer(snapshot, order)
            if kept is not None:
                return kept
            answer = await self._asked(order, snapshot)
            self._keep(snapshot, order, answer)
            return answer

    def _kept_answer(self, snapshot: Snapshot, order: _Order) -> Answer | None:
        return self._kept.get(snapshot.version, order.key) if order.key is not None else None

    def _keep(self, snapshot: Snapshot, order: _Order, answer: Answer) -> None:
        if order.key is not None and isinstance(answer.body, bytes) and not order.taken:
            self._kept.put(snapshot.version, order.key, answer, answer.size + len(order.job["text"]))

    async def _asked(self, order: _Order, snapshot: Snapshot) -> Answer:
        self._answers += 1
        file, reply = self._snapshots.folder / f"answer-{self._answers}", None
        if order.growth is not None:
            order.growth.file, order.growth.version = file, snapshot.version
        try:
            job = self._job(order, str(snapshot.folder), str(file))
            reply = await self._pool.run(job, gone=order.gone, seconds=order.seconds, weight=order.weight, growth=order.growth)
            return _answer(reply, order, file, snapshot.version)
        finally:
            if reply is None or "file" in reply[0] or "error" in reply[0]:
                file.unlink(missing_ok=True)  # an open file outlives its name

    def _job(self, order: _Order, folder: str, file: str) -> dict[str, Any]:
        names = {kind.value: choice.format.name if choice is not None else None for kind, choice in order.choices.items()}
        limits = {"rows": self.limits.rows, "size": self.limits.size, "stream": order.growth is not None}
        return {**order.job, "folder": folder, "file": file, "accept": names, **limits}

    async def _growing(self, order: _Order, growth: Growth) -> Answer | Growing:
        whole = asyncio.ensure_future(self._answer(replace(order, growth=growth)))
        try:
            await first(whole, growth.ready())
        except asyncio.CancelledError:
            whole.cancel()
            raise
        if whole.done() or growth.head is None or growth.file is None:
            return await whole
        growth.taken = True
        kind = Kind(growth.head["kind"])
        parts = Parts(growth.file.open("rb"), growth, whole)
        return Growing(kind=kind, choice=_choice(order, kind), version=growth.version, body=parts)


def _answer(reply: Reply, order: _Order, file: Path, version: int) -> Answer:
    """Return what a reader process replied as an answer, or raise what it reported (a MemoryError ended it, so it reports none)."""
    head, body = reply
    if "error" in head:
        raise _error(head, order.job)
    kind = Kind(head["kind"])
    choice = _choice(order, kind)
    content = file.open("rb") if head.get("file") and not order.taken else body
    return Answer(kind=kind, choice=choice, rows=head["rows"], size=head["size"], version=version, body=content)


def _choice(order: _Order, kind: Kind) -> Choice:
    choice = order.choices[kind]
    if choice is None:
        raise _unacceptable(kind)
    return choice


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
