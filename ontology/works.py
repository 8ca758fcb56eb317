"""Work, Notice, Lookup: a published work as a bibliographic service describes it, and what was found when one was looked up.

What an article says of a source is a citation; a Work is what the source is. A Lookup records one question to the services, with the
day, so that whoever reads a flag knows how old the answer is. A question that no service could answer leaves no Lookup.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ontology.library import Citation


class NoticeKind(StrEnum):
    """What was published about a work after it: it was taken back, doubted, or put right."""

    RETRACTION = "retraction"
    CONCERN = "expression of concern"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice about a work: its kind, its own identifier and date (ISO 8601) where they are known, and the service that told us."""

    kind: NoticeKind
    told_by: str
    identifier: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A published work. `kind` is the service's own word (`journal-article`, `posted-content`, `preprint`), None when it gave none."""

    citation: Citation
    kind: str | None = None
    publisher: str | None = None
    abstract: str | None = None
    pmcid: str | None = None
    arxiv: str | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def identifiers(self) -> tuple[str, ...]:
        """Return what it goes by, in the form that `Evidence.identifiers` has.

        >>> Work(citation=Citation(doi="10.5555/A"), pmcid="PMC7").identifiers
        ('doi:10.5555/a', 'pmcid:PMC7')
        """
        more = (("pmcid", self.pmcid), ("arxiv", self.arxiv))
        return (*self.citation.identifiers, *(f"{prefix}:{value}" for prefix, value in more if value))

    @property
    def retraction(self) -> Notice | None:
        """Return the first notice that takes the work back, None when nobody has told of one."""
        return next((notice for notice in self.notices if notice.kind is NoticeKind.RETRACTION), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """One question to the services and what came of it.

    `asked` is an identifier (`doi:10.5555/a`) or a citation in its normal form (`cited:...`). For an identifier `works` holds the work, or
    nothing when no service knows it; for a citation it holds the works that come nearest. `time` is ISO 8601 UTC.
    """

    asked: str
    time: str
    services: tuple[str, ...]
    works: tuple[Work, ...] = ()

    @property
    def work(self) -> Work | None:
        """Return the work that an identifier stands for, None when it does not resolve."""
        return self.works[0] if self.works else None

    @property
    def day(self) -> str:
        """Return the day of the lookup."""
        return self.time[:10]
