"""An audit in rounds: of a store that is too large to be held, some documents at a time; what is found is kept in the store at once.

    documents that are due -> their own flags -> pairs of factors told otherwise since -> clashes across articles -> short paths and loops

What an article's own rules find is what an audit of the whole finds (`graph.audit.audit`; a test compares the two), and so are clashes
across articles (SG002). Rules that walk over the graph (SG004, SG005) look at the best supported statements only, and their result says
of how many. Leverage, which orders the flags, is worked out when the rounds begin and when the store has grown by a fifth.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

from graph.analysis.leverage import leverage_among
from graph.audit.entities import root
from graph.audit.facts import Article, Facts, in_order
from graph.audit.order import Standing, by_place, weight
from graph.audit.paths import HUB
from graph.audit.reference import known
from graph.audit.rule import Rule, Scope, identifies
from graph.audit.run import Checked, Result
from graph.audit.sentences import Sentence, sentences
from graph.fetched import Fetched
from graph.knowledge import KnowledgeGraph
from graph.picking import Wanted
from graph.rounds import Audited, Found, Round
from ontology.library import Library
from ontology.model import Claim, Document, Factor, Outcome, Verdict
from ontology.works import Lookup

DOCUMENTS = 25
"""Documents of one round: about half a second of work."""
FLAGS = 1_000
"""Flags from which on a round ends: more than twice as many are not brought into the dataset by one update (`graph.mirror.FEW`)."""
PAIRS = 500
"""Pairs of factors that are looked at together for clashes."""
WALKED = 5_000
"""Statements over which paths and loops are looked for, the best supported: some seconds of work."""
OF_INTEREST = 20_000
"""Factors between which leverage is counted, the busiest: work grows with their number times that of statements."""
GROWN = 1.2
"""Times as many statements as when leverage was last worked out, from which on it is worked out anew."""
LONG = 1 << 32
"""More than any document has characters: puts the places of flags of different documents apart."""


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What an audit looks at besides the store. `edition` changes with anything that could change what is found."""

    rules: tuple[Rule, ...]
    edition: str
    library: Library | None = None
    vocabulary: Mapping[str, Factor] = field(default_factory=dict, repr=False)
    lookups: Mapping[str, Lookup] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, kw_only=True)
class LateArticle(Article):
    """An article whose text is read only if somebody asks for its sentences."""

    graph: KnowledgeGraph = field(repr=False, compare=False)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return every sentence, bullet and heading in order."""
        return sentences(self.graph.document(self.document.id))


class Rounds:
    """An audit of one store in rounds. Not to be shared by threads."""

    def __init__(self, graph: KnowledgeGraph, basis: Basis) -> None:
        self.graph, self.basis = graph, basis
        self._facts: tuple[int, Facts] | None = None
        self._own = tuple(rule for rule in basis.rules if rule.scope is Scope.ARTICLE)
        self._across = tuple(rule for rule in basis.rules if rule.code == ACROSS)
        self._walking = tuple(rule for rule in basis.rules if rule.scope is Scope.GRAPH and rule.code != ACROSS)

    @property
    def edition(self) -> str:
        """Return what the flags of a document must be of so that it is not due."""
        return f"{self.basis.edition}/{self.graph.note('leverage edition') or 0}"

    @property
    def facts(self) -> Facts:
        """Return the facts without any article: the vocabulary as the store has it, and each other factor when it is asked for."""
        number = self.graph.number(audits=False)
        if self._facts is None or self._facts[0] != number:
            self._facts = number, self._without_articles()
        return self._facts[1]

    def _without_articles(self) -> Facts:
        graph, vocabulary = self.graph, self.basis.vocabulary
        factors = Fetched(
            lambda keys: {key: vocabulary[key] for key in keys if key in vocabulary} | graph.named_among(keys),
            lambda: sorted({*vocabulary, *graph.factor_ids()}),
            lambda: len({*vocabulary, *graph.factor_ids()}),
        )
        return Facts(
            factors=factors,
            library=self.basis.library,
            lookups=self.basis.lookups,
            ask=lambda sparql, **bound: graph.query(sparql, **bound).records(),
        )

    def about(self, *documents: str) -> Facts:
        """Return the facts about some documents alone, with their accepted claims."""
        articles = tuple(self._article(document) for document in documents)
        facts = self.facts
        return replace(facts, articles=articles, memo={"known": known(facts)})

    def left(self) -> int:
        """Return how many documents are due."""
        return self.graph.due(self.edition, limit=0).left

    def step(self, *, time: str) -> bool:
        """Do one round, the most urgent; return whether anything is left to do."""
        self._weigh()
        due = self.graph.due(self.edition, limit=DOCUMENTS)
        if due.documents or due.gone:
            self._documents(due.documents, due.gone, time)
            return True
        return self._across_articles(due.number, time) or self._walk(time)

    def catch_up(self, documents: int, *, time: str) -> bool:
        """Do what is due at once if it is little: at most so many documents and what hangs on them; return whether it was."""
        due = self.graph.due(self.edition, limit=documents)
        if due.left > documents:
            return False
        if due.documents or due.gone:
            self._documents(due.documents, due.gone, time)
        done = self._clashes_done()
        if done["number"] and not done["waiting"]:
            self._across_articles(due.number, time)
        return True

    # --- documents ------------------------------------------------------------------------------------------------------------

    def _documents(self, documents: Sequence[str], gone: Sequence[str], time: str) -> None:
        """Look at documents, as many as give a bearable number of flags; the others stay due."""
        rows, found, audited = self.graph.rows(documents), dict[str, list[Found]](), list[Audited]()
        for document in documents:
            if sum(map(len, found.values())) > FLAGS:
                break
            facts = self.about(document)
            (article,) = facts.articles
            found[document] = self._weighed(self._find(self._own, facts), {document: rows[document]})
            audited.append(Audited(document, len(article.claims), identifies(article)))
        self.graph.keep_round(Round(edition=self.edition, found=found, audited=audited, gone=gone), time=time)

    def _find(self, rules: Iterable[Rule], facts: Facts) -> list[Standing]:
        flags = {flag.id: flag for rule in rules if rule.skip(facts) is None for flag in map(rule.flag, rule.find(facts))}
        return sorted((Standing.of(flag, facts) for flag in flags.values()), key=by_place)

    def _weighed(self, standings: Sequence[Standing], rows: Mapping[str, int]) -> list[Found]:
        leverages = self.graph.leverages({statement for standing in standings for statement in standing.statements})
        return [
            Found(
                one.flag,
                weight(one.flag.severity, one.leverage(leverages), one.uncertainty),
                rows.get(one.document or "", LAST) * LONG + one.place[0],
            )
            for one in standings
        ]

    def _article(self, document: str) -> Article:
        claims = self.graph.claims(document=document)
        verdicts = self.graph.last_verdicts(claim.id for claim in claims)
        accepted = in_order(claim for claim in claims if verdicts.get(claim.id) is not Verdict.REJECTED)
        return Article(document=self.graph.document(document), claims=accepted)

    # --- across articles ------------------------------------------------------------------------------------------------------

    def _across_articles(self, number: int, time: str) -> bool:
        """Look again at pairs of factors that are told otherwise since the last time; return whether more are waiting."""
        done = self._clashes_done()
        changed = self.graph.statements_changed(done["number"]) if done["number"] else []
        if done["number"] and not changed and not done["waiting"]:
            return False
        again = {*map(tuple, done["waiting"]), *self.graph.pairs_of(changed)}
        waiting = sorted(again) if done["number"] else self.graph.clashing()
        now, later = waiting[:PAIRS], waiting[PAIRS:]
        notes = {"clashes": json.dumps({"edition": self.basis.edition, "number": number, "waiting": later})}
        self.graph.keep_round(Round(edition=self.edition, found=self._clashes(now), notes=notes), time=time)
        return bool(later)

    def _clashes_done(self) -> dict[str, Any]:
        """Return up to which number pairs were looked at by this edition, 0 for none, and which are waiting."""
        done: dict[str, Any] = json.loads(self.graph.note("clashes") or "{}")
        return done if done.get("edition") == self.basis.edition else {"number": 0, "waiting": []}

    def _clashes(self, pairs: Sequence[tuple[str, str]]) -> dict[str, list[Found]]:
        """Return what is found about each pair, nothing for those that nobody tells both ways."""
        statements = self.graph.of_pairs(pairs)
        claims = [claim for told in self.graph.accepted(one.id for one in statements).values() for claim in told]
        facts, rows = self._some(claims)
        homes: dict[str, list[Found]] = {_home(*pair): [] for pair in pairs}
        for standing in self._find(self._across, facts) if len(facts.articles) > 1 else ():
            key = facts.claim[standing.flag.claims[0]].statement
            homes[_home(key.subject, key.object) if key else ACROSS].extend(self._weighed([standing], rows))
        return homes

    def _some(self, claims: Iterable[Claim]) -> tuple[Facts, dict[str, int]]:
        """Return facts about some claims, whose articles have no other claims, and the places of these articles."""
        told: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            told[claim.document_id].append(claim)
        rows, known = self.graph.rows(told), self.graph.metadata(told)
        articles = [
            LateArticle(document=known[document], claims=in_order(told[document]), graph=self.graph)
            for document in sorted(known, key=rows.__getitem__)
        ]
        return replace(self.facts, articles=tuple(articles), memo={}), rows

    # --- over the graph -------------------------------------------------------------------------------------------------------

    def _walk(self, time: str) -> bool:
        """Look for paths and loops among the best supported statements if these are not as they were; return False: it is the last."""
        statements = self.graph.strongest(Wanted(), limit=WALKED)
        statements = self.graph.of_pairs((one.key.subject, one.key.object) for one in statements)
        told = " ".join(f"{one.id}:{len(one.supporting)}:{one.sources}" for one in statements)
        now = f"{self.basis.edition} {sha256(told.encode()).hexdigest()}"
        if self.graph.note("walked") == now:
            return False
        claims = [claim for told in self.graph.accepted(one.id for one in statements).values() for claim in told]
        facts, rows = self._some(claims)
        ends = {end for one in statements for end in (one.key.subject, one.key.object)}
        factors = {**self.basis.vocabulary, **self.graph.named_among({*self.basis.vocabulary, *ends})}
        hubs = frozenset(root(hub, facts, places=True)[0] for hub in self.graph.acting_on_many(ends, HUB))
        facts = replace(facts, factors=factors, hubs=hubs)
        found = {rule.code: self._weighed(self._find([rule], facts), rows) for rule in self._walking}
        self.graph.keep_round(Round(edition=self.edition, found=found, notes={"walked": now}), time=time)
        return False

    def _weigh(self) -> None:
        """Work leverage out anew if there is none, or many more statements than there were; all documents are due again then."""
        before, now = int(self.graph.note("leverage edition") or 0), self.graph.count_wanted(Wanted())
        if before and now <= before * GROWN:
            return
        values = leverage_among(self.graph.network(), most=OF_INTEREST)
        self.graph.keep_leverages({statement: 1.0 + pairs for statement, pairs in values.items()})
        self.graph.keep_round(Round(edition=self.edition, notes={"leverage edition": str(max(now, 1))}), time="")

    # --- what it came to ------------------------------------------------------------------------------------------------------

    def checked(self) -> Checked:
        """Return how much was looked at."""
        standing = self.graph.standing()
        facts = self._in_general()
        return Checked(
            documents=standing.documents, claims=standing.claims, rules=sum(rule.skip(facts) is None for rule in self.basis.rules)
        )

    def results(self) -> tuple[Result, ...]:
        """Return what became of each rule."""
        flags, facts = self.graph.flags_by_code(), self._in_general()
        return tuple(self._result(rule, rule.skip(facts), flags[rule.code]) for rule in self.basis.rules)

    def _result(self, rule: Rule, skipped: str | None, flags: int) -> Result:
        outcome = Outcome.SKIPPED if skipped else Outcome.FLAGGED if flags else Outcome.PASSED
        return Result(rule=rule, outcome=outcome, reason=skipped or self._bound(rule), flags=flags)

    def _bound(self, rule: Rule) -> str | None:
        if rule not in self._walking or not self.graph.more_statements_than(WALKED):
            return None
        return f"looked at the {WALKED:,} best supported of {self.graph.totals()[0]:,} statements"

    def _in_general(self) -> Facts:
        """Return facts that stand for the whole store where a rule asks whether it can run: by how many articles, and what they name."""
        standing = self.graph.standing()
        article = IDENTIFYING if standing.identifies else NAMELESS
        return replace(self.facts, articles=(article,) * min(standing.documents, 2))


def _home(subject: str, obj: str) -> str:
    return f"{ACROSS} {subject} {obj}"


ACROSS = "SG002"
"""The rule that compares what articles say of a pair; its flags live with the pair."""
LAST = 1 << 30
"""Behind every document: the place of a flag that points at none."""
NAMELESS = Article(document=Document(id="d-0", text=""))
IDENTIFYING = Article(document=Document(id="d-1", text="doi:10.1000/1"))
"""Stand for the articles of a store where a rule only asks how many there are, and whether one names a work by an identifier."""
