"""Explaining: why a short text is read as it is, worked out in a process of its own.

The parser takes a second to load and 150 MB, holds the interpreter while it works, and nothing stops it from inside; so it lives in
another process, which starts when it is first needed, ends by itself when nobody asks for a while, and is killed at the deadline.
Nothing that is asked is kept.
"""

from __future__ import annotations

import os
import pickle
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from threading import BoundedSemaphore, Lock
from time import monotonic

from loaders.explain import Explanation
from ontology.errors import InputError, MechgraphError
from ontology.model import Claim, Factor

SECONDS = 10.0
"""Deadline of one text, the start of the process included; 10,000 characters take about 1.5 s, the start 1.5 s (two busy cores)."""
WAITING = 8
"""Texts that may wait for their turn; each holds a thread of the web server, of which there are 40 (anyio)."""
IDLE = 600.0
"""Seconds without a text after which the process ends."""
GONE = (EOFError, OSError, pickle.UnpicklingError)
"""How the end of the process shows at our end of the line."""


class ExplainingError(MechgraphError):
    """A text could not be explained: it took too long, too many waited, or the process ended."""


class UnexplainableError(InputError):
    """A text that the loaders refuse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A text as it was read: what every rule found in each sentence (loaders.explain), the claims in the end, and their factors by id.

    `language` is what the text is taken for; None where it is too short to tell. `notes` are remarks of the loader.
    """

    sentences: tuple[Explanation, ...]
    claims: tuple[Claim, ...]
    factors: Mapping[str, Factor]
    language: str | None = None
    notes: tuple[str, ...] = ()


class Explainer:
    """Explains texts, one after the other; safe to ask from any thread. Blocks, so ask it outside the event loop."""

    def __init__(self, *, seconds: float = SECONDS, waiting: int = WAITING) -> None:
        self.seconds = seconds
        self._turn = Lock()
        self._places = BoundedSemaphore(waiting)
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None
        self._closed = False

    def explain(self, text: str) -> Explained:
        """Return how a text is read.

        Raises:
            UnexplainableError: The loaders refuse it; the message says why.
            ExplainingError: It took longer than the deadline, or too many others wait.
        """
        if not self._places.acquire(blocking=False):
            raise ExplainingError("Too many texts are being read at this moment. Try again in a few seconds.")
        try:
            return self._answer(text)
        finally:
            self._places.release()

    def warm(self) -> None:
        """Start the process if nobody is asking, so that the first text need not wait for it."""
        if self._turn.acquire(blocking=False):
            try:
                self._ready()
            finally:
                self._turn.release()

    def close(self) -> None:
        """End the process, whatever it does at the moment; whoever waits for it is told."""
        self._closed = True
        if self._process is not None:
            self._process.kill()
        with self._turn:
            self._end()

    def _answer(self, text: str) -> Explained:
        until = monotonic() + self.seconds
        if not self._turn.acquire(timeout=self.seconds):
            raise self._late()
        try:
            reply = self._asked(text, until)
        finally:
            self._turn.release()
        if isinstance(reply, Explained):
            return reply
        raise UnexplainableError(str(reply))

    def _asked(self, text: str, until: float) -> object:
        """Return the reply of the process; one that ended meanwhile (idle, out of memory) is replaced once."""
        for _ in range(2):
            line = self._ready()
            try:
                line.send(text)
                if line.poll(max(0.0, until - monotonic())):
                    return line.recv()
            except GONE:
                self._end()
            else:
                self._end()
                raise self._late()
        raise ExplainingError("The reader ended while it read this text. Try a shorter one, and please report the text.")

    def _late(self) -> ExplainingError:
        return ExplainingError(f"This text was not read within {self.seconds:g} seconds. Try a shorter one, or a part of it.")

    def _ready(self) -> Connection:
        if self._closed:
            raise ExplainingError("The service is being stopped, and reads no more texts.")
        if self._line is None:
            ours, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(
                    [sys.executable, "-c", "from api.explaining import work; work()"],
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=_environment(),
                    start_new_session=True,
                )
            self._line = Connection(ours.detach())
        return self._line

    def _end(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._line = self._process = None


def _environment() -> dict[str, str]:
    """Return what the process needs of our environment: where Python's modules are, and one thread for numpy; nothing secret."""
    modules = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
    return {"PYTHONPATH": modules, "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def explained(text: str) -> Explained:
    """Return how a text is read, in this process.

    Raises:
        InputError: The loaders refuse it.

    >>> [(claim.subject.factor, claim.relation.value, claim.object.factor) for claim in explained("Low zinc raises copper.").claims]
    [('zinc', 'increases', 'copper')]
    """
    from api.pipeline import read_document
    from loaders import load_text
    from loaders.explain import explain_document
    from loaders.reader import open_reader
    from ontology.grounding import LexiconGrounder
    from ontology.lexicon import Lexicon

    document = load_text(text, source="this text")
    read = read_document(document, reader=open_reader(), grounder=LexiconGrounder(Lexicon.load()))
    return Explained(
        sentences=tuple(explain_document(document)),
        claims=read.claims,
        factors=dict(read.factors),
        language=document.language,
        notes=document.notes,
    )


def work() -> None:
    """Answer texts that arrive at standard input, until nobody asks any more; the process's whole life."""
    line = Connection(0)
    with suppress(*GONE):
        explained("Zinc lowers copper.")  # loads the parser, the rules and the lexicon
        while line.poll(IDLE):
            line.send(_reply(line.recv()))


def _reply(text: str) -> Explained | str:
    try:
        return explained(text)
    except InputError as error:
        return str(error)
