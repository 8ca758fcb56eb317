"""Many articles at once: read by processes of this machine or of a Dask cluster, handed back in the order of their sources.

This process loads each article (a few milliseconds) and so knows which of them the store has already; the processes parse and ground
(a few milliseconds for each sentence); whoever asks for the results is the one writer. How many processes there are changes nothing but
the time that it takes.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from api.edition import edition
from api.pipeline import Fetch, Known, Read, Refused, conforming, load_source, read_document
from ontology.errors import InputError, MechgraphError
from ontology.model import Document

if TYPE_CHECKING:
    from loaders.reader import Reader
    from ontology.grounding import Grounder

ARTICLES_A_PROCESS = 10
"""Fewer articles than this are not worth a process of their own: it takes 2 s and 200 MB before it reads (2 cores, CPython 3.11)."""

IDLE_SECONDS = 30
"""How long a process waits for more work before it ends."""

ANSWER_SECONDS = 5.0
"""How long the scheduler of a cluster may take to answer."""

ALL = -1
"""joblib's word for every worker that there is."""

LONG = 500_000
"""Characters from which the reading of one text is shown as it goes on: some 20 s."""

WATCH_SECONDS = 1.0
"""How often a process looks whether the one that started it still lives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """Who reads: `jobs` processes here (1: this one), or those of the Dask cluster whose scheduler has the address `cluster`."""

    jobs: int = 1
    cluster: str | None = None


Result = Read | Refused | Known
Item = Document | Refused | Known
Task = Callable[[Item], Result]


KnownAs = Callable[[Document], str | None]


def unknown(_: Document) -> None:
    """Every document is to be read."""


def usual_jobs(articles: int) -> int:
    """Return how many processes are worth starting: one for every 10 articles, at most one for each core that we may use.

    >>> usual_jobs(1), usual_jobs(12)
    (1, 1)
    """
    if articles < 2 * ARTICLES_A_PROCESS:
        return 1
    from joblib import cpu_count  # which knows of affinity and of the limits of a container

    return max(1, min(int(cpu_count()), articles // ARTICLES_A_PROCESS))


def read_many(
    places: Sequence[str], *, workers: Workers, fetch: Fetch, known: KnownAs = unknown, checked: bool = False
) -> Iterator[Result]:
    """Yield what became of each article, in order: read, refused, or known.

    Args:
        places: Paths and addresses of articles.
        workers: Who reads.
        fetch: Returns the document at an address.
        known: Says of a document why it need not be read, None when it must be.
        checked: Whether graphs that break our shapes are refused (SHACL); to be asked for what is to be stored.

    Raises:
        MechgraphError: The cluster cannot be reached or runs another edition of mechgraph; a process was killed.
    """
    loaded = (_loaded(place, fetch, known) for place in places)
    task = partial(_read, checked=checked)
    return map(task, loaded) if workers == Workers() else _read_elsewhere(loaded, workers, task)


def _loaded(place: str, fetch: Fetch, known: KnownAs) -> Item:
    try:
        document = load_source(place, fetch=fetch)
    except InputError as error:
        return Refused(source=place, error=error)
    why = known(document)
    return document if why is None else Known(document=document, why=why)


def _read(item: Item, *, checked: bool) -> Result:
    """Read a document; pass on what is none, so that results keep their order."""
    if not isinstance(item, Document):
        return item
    reader, grounder = reader_and_grounder()
    read = read_document(item, reader=reader, grounder=grounder)
    return conforming(read) if checked else read


@cache
def reader_and_grounder() -> tuple[Reader, Grounder]:
    """Return the reader and the grounder of this process; the first call takes about a second."""
    from loaders.reader import open_reader
    from ontology.grounding import LexiconGrounder
    from ontology.lexicon import Lexicon

    return open_reader(progress=announce), LexiconGrounder(Lexicon.load())


def announce(document: Document, share: float) -> None:
    """Say on stderr, where a person sees it, how far a long text has been read."""
    if len(document.text) >= LONG and sys.stderr.isatty():
        sys.stderr.write(f"\r{document.name}: {share:.0%} read" + ("\n" if share >= 1 else ""))
        sys.stderr.flush()


def _read_elsewhere(items: Iterable[Item], workers: Workers, task: Task) -> Iterator[Result]:
    from joblib import Parallel, delayed
    from joblib.externals.loky.process_executor import BrokenProcessPool

    there = delayed(task if workers.cluster is None else partial(_read_as, edition(), task))
    jobs = workers.jobs if workers.cluster is None else ALL
    with _backend(workers):
        try:
            yield from Parallel(n_jobs=jobs, return_as="generator")(there(item) for item in items)
        except BrokenProcessPool as error:
            advice = "Most often memory ran out: run the same command again with fewer --jobs; what was loaded is kept."
            raise MechgraphError(f"A process that was reading came to a sudden end. {advice}") from error


def _read_as(expected: str, task: Task, item: Item) -> Result:
    """Read on another machine, which must have the same edition, or two articles of one store would be read differently."""
    if edition() != expected:
        raise MechgraphError("A worker of the cluster runs another edition of mechgraph. Install the same one everywhere.")
    return task(item)


@contextmanager
def _backend(workers: Workers) -> Iterator[None]:
    """Let joblib use these workers as long as the block lasts."""
    from joblib import parallel_config

    if workers.cluster is None:
        watch: dict[str, Any] = {"initializer": _end_with, "initargs": (os.getpid(),), "idle_worker_timeout": IDLE_SECONDS}
        with parallel_config("loky", inner_max_num_threads=1, **watch):
            yield
        return
    with _client(workers.cluster) as client, parallel_config("dask", client=client):
        yield


def _client(address: str) -> AbstractContextManager[Any]:
    """Return a connection to the scheduler of a Dask cluster.

    Raises:
        MechgraphError: Dask is not installed, or nothing answers there.
    """
    try:
        import distributed
    except ModuleNotFoundError as error:
        raise MechgraphError("A cluster needs the extra `cluster`: pip install 'mechgraph[cluster]'.") from error
    connect: Callable[..., AbstractContextManager[Any]] = distributed.Client
    try:
        return connect(address, timeout=f"{ANSWER_SECONDS}s")
    except (OSError, ValueError) as error:
        raise MechgraphError(f"No Dask scheduler answers at {address} ({error}). Check the address.") from error


def _end_with(parent: int) -> None:
    """Let this process end when the one that started it has been killed, so that nothing is left behind."""
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(WATCH_SECONDS)
    os._exit(1)
