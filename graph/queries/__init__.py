"""Example queries, one `.rq` file a question; its header is its documentation. Our prefixes need no declaration."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from ontology.errors import UnknownItemError

NAMES = (
    "unsupported",
    "contradictions",
    "hedged-and-asserted",
    "denials",
    "evidence",
    "numbers",
    "neighbourhood",
    "two-steps",
    "most-claimed",
    "articles",
    "ungrounded",
    "flags",
)
"""The queries in the order in which a newcomer may want them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A query to begin with: its short name, a title, the question it answers, and its text without the header."""

    name: str
    title: str
    question: str
    text: str


def _example(name: str) -> Example:
    lines = (files("graph.queries") / f"{name}.rq").read_text(encoding="utf-8").splitlines()
    header = {key.strip("# "): value.strip() for key, _, value in (line.partition(":") for line in lines if line.startswith("#"))}
    text = "\n".join(line for line in lines if not line.startswith("#"))
    return Example(name=name, title=header["title"], question=header["question"], text=text)


EXAMPLES: tuple[Example, ...] = tuple(_example(name) for name in NAMES)
"""Every example query."""


def read(name: str) -> str:
    """Return the text of an example query.

    Raises:
        UnknownItemError: There is none of this name.

    >>> read("evidence").startswith("SELECT")
    True
    """
    found = next((example.text for example in EXAMPLES if example.name == name), None)
    if found is None:
        raise UnknownItemError("example query", name)
    return found
