"""The parameters of the REST service, one value for each list; names and values are those of the explorer's addresses."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from graph.analysis.paths import LONGEST
from ontology.model import FactorKind, Severity
from ontology.relations import Sign
from viz.path_page import MOST_LINKS
from viz.scope import MAX_DEPTH, Scope

Words = Annotated[str, Field(max_length=2000)]


class Formatted(BaseModel):
    """A list that can be had as JSON or CSV."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)
    format: Literal["json", "csv"] | None = Field(None, description="json or csv; else what the Accept header asks for.")


class Listed(Formatted):
    """A list in pages."""

    limit: int = Field(50, ge=1, le=500, description="Items on a page.")
    cursor: str | None = Field(None, max_length=400, description="The `next` of the page before.")


class Factors(Listed):
    """Which factors."""

    q: str = Field("", max_length=200, description="Part of a label or synonym.")
    kind: FactorKind | None = None


class Narrowed(Listed):
    """Filters of the explorer: within one, values joined by commas widen the list; several narrow it."""

    sign: Words = Field("", description="raises, lowers, affects, linked.", examples=["lowers"])
    evidence: Words = Field("", description="none, vague, named, identified.", examples=["none,vague"])
    told: Words = Field("", description="asserted, hedged, hypothetical, denied.", examples=["asserted"])
    article: Words = Field("", description="Ids of articles.")
    flag: Words = Field("", description="Codes of rules; `none` for no flag.", examples=["EV001"])

    def scope(self) -> Scope:
        """Return the same choice as the explorer has it."""
        return Scope.read({name: str(value) for name, value in self.model_dump(exclude={"format", "limit", "cursor"}).items() if value})


class Statements(Narrowed):
    """Which statements."""

    focus: Words = Field("", description="Ids of factors; none for the whole graph.", examples=["magnesium"])
    depth: int = Field(1, ge=1, le=MAX_DEPTH, description="Steps around the focus.")


class Claims(Narrowed):
    """Which claims."""

    statement: str | None = Field(None, max_length=200, description="Id of a statement.")
    factor: str | None = Field(None, max_length=200, description="Id of a factor.")


class Flags(Listed):
    """Which flags."""

    rule: str = Field("", max_length=500, description="Codes or families.", examples=["EV,SG001"])
    severity: Severity | None = None
    article: Words = Field("", description="Ids of articles.")


class Paths(Formatted):
    """From where to where."""

    start: str = Field(alias="from", max_length=200, description="Id, label or synonym of a factor.", examples=["magnesium"])
    end: str = Field(alias="to", max_length=200, description="Id, label or synonym of another factor.", examples=["cortisol"])
    longest: int = Field(LONGEST, alias="max", ge=1, le=MOST_LINKS, description="Links of a path at most.")
    limit: int = Field(10, ge=1, le=100, description="Paths at most.")
    sign: Sign | None = Field(None, description="Only paths with this net sign.")


class Search(Formatted):
    """What somebody types."""

    q: str = Field(max_length=400, description="Words, the last one as a beginning; `A -> B` for paths.", examples=["magnes"])
    limit: int = Field(20, ge=1, le=100, description="Hits at most.")
