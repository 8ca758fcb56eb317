"""Templates: the only file that renders one. Autoescape is always on, and a name that a template does not know is an error.

Article text is untrusted; no filter that switches escaping off is used in any template (a test looks).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from ontology.model import Flag, Severity
from viz import links
from viz.atlas import Atlas
from viz.marks import LOOKS, Mark, mark_of
from viz.words import OFFERED, counted, spaced, told

NAVIGATION = (
    ("/", "Explore"),
    ("/flags", "Flags"),
    ("/documents", "Articles"),
    ("/path", "Paths"),
    ("/rules", "Rules"),
    ("/sparql", "SPARQL"),
    ("/review", "Review"),
    ("/playground", "Playground"),
)
WIDE = 6
"""Claims: opposite paths and contradictions rest on fewer, sums of a whole article on more (looked at)."""
SEVERITIES: Mapping[Severity, str] = {Severity.HIGH: "▲", Severity.MEDIUM: "◆", Severity.LOW: "●"}
"""Three shapes beside three words, so that no severity is told by colour alone."""


def render(template: str, atlas: Atlas, *, current: str = "", **values: Any) -> str:
    """Return a page; `current` is the address of the entry of the navigation that it belongs to."""
    return _environment().get_template(template).render(atlas=atlas, current=current, **values)


def wide(flag: Flag) -> bool:
    """Return whether a flag sums up more claims than one page about one of them should tell at length."""
    return len(flag.claims) > WIDE


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("viz"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    environment.tests["wide"] = wide
    environment.globals.update(
        NAVIGATION=NAVIGATION,
        LOOKS=LOOKS,
        MARKS=tuple(Mark),
        OFFERED=OFFERED,
        SEVERITIES=SEVERITIES,
        counted=counted,
        curie=links.curie,
        href=links.href,
        mark_of=mark_of,
        outside=links.outside,
        playground=links.playground,
        spaced=spaced,
        told=told,
    )
    return environment
