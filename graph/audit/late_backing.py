"""What stands behind the claims of a store that is audited in rounds: the articles concerned are read when somebody asks."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.audit.backing import Backing
from graph.audit.candidates import FOR, Candidate, on_claims
from graph.audit.facts import Facts
from graph.audit.rounds import Rounds
from graph.audit.sources import Source, cited_by
from ontology.errors import UnknownItemError
from ontology.model import Flag


@dataclass(frozen=True, kw_only=True)
class LateBacking(Backing):
    """The same questions, asked of a store; `facts` are those without any article."""

    rounds: Rounds = field(repr=False, compare=False)

    def facts_about(self, document_id: str) -> Facts | None:
        """Return the facts about one document, None where there is none."""
        try:
            return self.rounds.about(document_id)
        except UnknownItemError:
            return None

    def candidates(self, flag: Flag) -> tuple[Candidate, ...]:
        """Return the works that may bear on what a flag is about; see `graph.audit.candidates`."""
        if flag.code not in FOR:
            return ()
        return on_claims(self.rounds.graph.claims_among(flag.claims), self.facts, self.between)

    def sources_in(self, document_id: str) -> tuple[Source, ...]:
        """Return the works that one article cites; none for an article that is not there."""
        facts = self.facts_about(document_id)
        return cited_by(facts.articles[0], facts) if facts else ()
