"""What the audit asks of a reference library; `ontology.library` is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ontology.relations import Sign


class Citation(Protocol):
    """Who published a finding, when and where; a field that nobody saw is None."""

    @property
    def authors(self) -> str | None:
        """Return the names, surnames first, separated by commas."""

    @property
    def year(self) -> int | None:
        """Return the year of publication."""

    @property
    def title(self) -> str | None:
        """Return the title."""

    @property
    def journal(self) -> str | None:
        """Return the journal."""

    @property
    def doi(self) -> str | None:
        """Return the DOI without resolver."""

    @property
    def pmid(self) -> str | None:
        """Return the PubMed number."""


class Finding(Protocol):
    """One finding. `subject` and `object` are factor ids, None where the vocabulary has none."""

    @property
    def key(self) -> str:
        """Return its name in the library."""

    @property
    def subject(self) -> str | None:
        """Return what acts."""

    @property
    def object(self) -> str | None:
        """Return what it acts on."""

    @property
    def sign(self) -> Sign | None:
        """Return which way; NONE for no effect, None where it depends."""

    @property
    def finding(self) -> str:
        """Return what was found, in our words."""

    @property
    def context(self) -> str | None:
        """Return the conditions."""

    @property
    def system(self) -> str:
        """Return `human trial`, `animal`, `in vitro`, `review`, ..."""

    @property
    def strength(self) -> str:
        """Return `established`, `supported`, `mixed`, `weak` or `refuted`."""

    @property
    def citation(self) -> Citation:
        """Return where it was published."""


class Library(Protocol):
    """The whole library."""

    @property
    def findings(self) -> Sequence[Finding]:
        """Return all findings, in a fixed order."""
