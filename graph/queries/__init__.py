"""Example queries: one question a file, its header the documentation.

A header is a run of comment lines `# title: ...` and `# about: ...`; the query below it declares its own prefixes, so it runs anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files

from ontology.errors import UnknownItemError


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A query to begin with: `name` is its file, `title` the question that it answers, `about` what to know of the answer."""

    name: str
    title: str
    about: str
    text: str


NAMES = (
    "articles",
    "unsupported",
    "contradictions",
    "about-one-factor",
    "who-says-so",
    "hedged-and-asserted",
    "denied",
    "chains",
    "ledger",
    "numbers",
    "cited-works",
    "shared",
    "constructs",
    "flags",
    "as-a-graph",
)


def read(name: str) -> str:
    """Return the text of one query.

    Raises:
        UnknownItemError: There is no query of this name.
    """
    if name not in NAMES:
        raise UnknownItemError("example query", name)
    return files("graph.queries").joinpath(f"{name}.rq").read_text(encoding="utf-8")


def example(name: str) -> Example:
    """Return one query with what its header says.

    >>> example("unsupported").title
    'Which effects are told as fact and rest on no source?'
    """
    text = read(name)
    header = dict(re.findall(r"^# (\w+): +(.*)$", text, re.MULTILINE))
    return Example(name=name, title=header["title"], about=header["about"], text=text)


EXAMPLES: tuple[Example, ...] = tuple(map(example, NAMES))
"""The example queries, in the order in which to show them."""
