"""What changes the journal: a document comes, a document goes, somebody decides, an audit is kept.

Each function works inside one transaction that `Journal.writing` lends, and notes every item that changed, so that the dataset can
follow. What would change nothing gets no number.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph import codec, recording, records, rounds
from graph.assembly import key_id
from graph.versions import same_article
from ontology.errors import StoreError, UnknownItemError
from ontology.model import Claim, Decision, Document, Factor, FactorKind, Flag, Mention, StatementKey, Verdict


def add(
    connection: sqlite3.Connection,
    document: Document,
    claims: Sequence[Claim],
    factors: Iterable[Factor],
    *,
    time: str,
    edition: str | None = None,
) -> bool:
    """Store a document with what was read from it, in place of what the journal had of it; return whether anything changed.

    Older versions of the article are kept as superseded; what people decided about their claims holds for the same words in the new one.

    Raises:
        QuoteNotFoundError: A claim quotes words that do not stand at its place.
        StoreError: A claim belongs to another document.
    """
    checked = _checked(document, claims)
    named = _with_unresolved(factors, checked)
    if _is_same(connection, document, checked, named):
        if edition is not None:
            recording.put_edition(connection, document.id, edition)
        return False
    number = recording.begin_entry(connection, "add", document.id, time)
    older = _older_versions(connection, document)
    touched = {factor.id for factor in named}.union(*(records.named_factors(connection, item) for item in (document.id, *older)))
    unnamed = records.unnamed(connection, touched)
    keys = _keys(connection, (document.id, *older))
    recording.drop_claims(connection, document.id)
    recording.put_document(connection, document, time, edition)
    recording.put_claims(connection, document.id, checked)
    fresh = recording.put_factors(connection, document.id, named)
    recording.supersede(connection, older, document.id)
    for version in older:
        _carry_over(connection, version, document.id, time)
    keys |= _keys(connection, [document.id])
    recording.drop_unnamed_factors(connection, touched)
    recording.mark(connection, "statement", recording.reassemble(connection, keys), number)
    recording.mark(connection, "document", [document.id, *older], number)
    relabelled = {*fresh, *(unnamed ^ records.unnamed(connection, touched))}
    recording.mark(connection, "factor", relabelled, number)
    rounds.forget(connection, [document.id], relabelled)
    return True


def _older_versions(connection: sqlite3.Connection, document: Document) -> list[str]:
    """Return the versions whose place a document takes; a file name alone is not proof that two texts are one article."""
    found = records.older_versions(connection, document)
    if document.url is not None:
        return found
    texts = ((version, records.held(connection, version)) for version in found)
    return [version for version, held in texts if held is not None and same_article(held.document.text, document.text)]


def _keys(connection: sqlite3.Connection, documents: Iterable[str]) -> dict[str, StatementKey]:
    return {item: key for document in documents for item, key in records.keys_of(connection, document).items()}


def _checked(document: Document, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims, each once, after checking that they stand in the document."""
    for claim in claims:
        if claim.document_id != document.id:
            raise StoreError(f"Claim {claim.id} was read from {claim.document_id}, not {document.id}. Give each document its own claims.")
        claim.check(document)
    return list({claim.id: claim for claim in claims}.values())


def _with_unresolved(factors: Iterable[Factor], claims: Iterable[Claim]) -> list[Factor]:
    """Return the factors, and an unresolved one for each that claims name and nobody described: nothing is dropped."""
    known = {factor.id: factor for factor in factors}
    for mention in _mentions(claims):
        if mention.factor is not None and mention.factor not in known:
            known[mention.factor] = Factor(id=mention.factor, label=mention.phrase, kind=FactorKind.UNRESOLVED)
    return [known[factor_id] for factor_id in sorted(known)]


def _mentions(claims: Iterable[Claim]) -> Iterable[Mention]:
    for claim in claims:
        yield claim.subject
        yield claim.object


def _is_same(connection: sqlite3.Connection, document: Document, claims: Sequence[Claim], factors: Sequence[Factor]) -> bool:
    held = records.held(connection, document.id)
    if held is None or held.superseded_by is not None:
        return False
    old = held.document
    return (
        codec.metadata_to_json(old) == codec.metadata_to_json(document)
        and old.blocks == tuple(document.blocks)
        and {claim.id: claim for claim in records.claims(connection, document=document.id)} == {claim.id: claim for claim in claims}
        and records.named_factors(connection, document.id) == [factor.id for factor in factors]
        and all(records.factor(connection, factor.id) == factor for factor in factors)
    )


def same_content(old: Document, new: Document) -> bool:
    """Return whether two documents with the same id say the same in all that reading and audit look at; not where and when found."""
    old, new = (replace(document, source=None, retrieved=None) for document in (old, new))
    return codec.metadata_to_json(old) == codec.metadata_to_json(new) and tuple(old.blocks) == tuple(new.blocks)


def _carry_over(connection: sqlite3.Connection, old: str, new: str, time: str) -> None:
    """Append, for each claim that a new version repeats, the last decision about its older self."""
    repeated = {_words(claim): claim for claim in records.claims(connection, document=new)}
    for claim in records.claims(connection, document=old):
        heir = repeated.get(_words(claim))
        last = _last(connection, claim.id)
        if heir is None or last is None or (_last_number(connection, heir.id) > last.number):
            continue
        reason = f"{last.reason or 'no reason given'} (carried over from {claim.id}, decision {last.number})"
        _append(connection, heir, last.verdict, reviewer=last.reviewer, time=time, reason=reason)


def _words(claim: Claim) -> tuple[object, ...]:
    """Return what makes two claims of two versions the same: the quote, and what it says."""
    return claim.place.quote, claim.subject.phrase, claim.relation, claim.object.phrase, claim.negated


def _last(connection: sqlite3.Connection, target: str) -> Decision | None:
    found = list(records.decisions(connection, target=target))
    return found[-1] if found else None


def _last_number(connection: sqlite3.Connection, target: str) -> int:
    last = _last(connection, target)
    return last.number if last else 0


def _append(connection: sqlite3.Connection, claim: Claim, verdict: Verdict, *, reviewer: str, time: str, reason: str | None) -> Decision:
    number = recording.begin_entry(connection, "decide", claim.id, time)
    decision = Decision(number=number, target=claim.id, verdict=verdict, reviewer=reviewer, time=time, reason=reason)
    recording.put_decision(connection, decision, codec.claim_to_json(claim))
    return decision


def remove(connection: sqlite3.Connection, document_id: str, *, time: str) -> None:
    """Take a document and its claims out; decisions about them stay.

    Raises:
        UnknownItemError: There is no such document.
    """
    if records.held(connection, document_id) is None:
        raise UnknownItemError("document", document_id)
    number = recording.begin_entry(connection, "remove", document_id, time)
    keys = records.keys_of(connection, document_id)
    named = records.named_factors(connection, document_id)
    unnamed = records.unnamed(connection, named)
    recording.take_out(connection, document_id)
    recording.drop_unnamed_factors(connection, named)
    recording.mark(connection, "statement", recording.reassemble(connection, keys), number)
    recording.mark(connection, "document", [document_id], number)
    relabelled = unnamed ^ records.unnamed(connection, named)
    recording.mark(connection, "factor", relabelled, number)
    rounds.forget(connection, (), relabelled)


def decide(connection: sqlite3.Connection, target: str, verdict: Verdict, *, reviewer: str, time: str, reason: str | None) -> Decision:
    """Append what a person says about a claim or flag, with a copy of what was judged, and let the statement follow.

    Raises:
        UnknownItemError: The target is the id of a claim, and there is no such claim.
    """
    claim = records.claim(connection, target)
    if claim is None and target.startswith("c-"):
        raise UnknownItemError("claim", target)
    if claim is not None:
        decision = _append(connection, claim, verdict, reviewer=reviewer, time=time, reason=reason)
        keys = {key_id(claim.statement): claim.statement} if claim.statement else {}
        recording.mark(connection, "statement", recording.reassemble(connection, keys), decision.number)
        rounds.forget(connection, [claim.document_id])
        return decision
    number = recording.begin_entry(connection, "decide", target, time)
    decision = Decision(number=number, target=target, verdict=verdict, reviewer=reviewer, time=time, reason=reason)
    judged = records.flag(connection, target)
    recording.put_decision(connection, decision, codec.flag_to_json(judged) if judged else None)
    if recording.close_flag(connection, target, closed=verdict in rounds.CLOSING):
        recording.mark(connection, "flag", [target], number)
    return decision


def keep_flags(connection: sqlite3.Connection, flags: Sequence[Flag], *, time: str) -> bool:
    """Keep the flags of an audit in place of the last ones; return whether anything changed."""
    changed = recording.put_flags(connection, flags)
    if changed is None:
        return False
    recording.mark(connection, "flag", changed, recording.begin_entry(connection, "audit", "flags", time))
    return True
