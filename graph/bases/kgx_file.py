"""KGX files: edges as TSV, JSON Lines or JSON, with the nodes' names from the file beside them or the same one.

Source: KGX format (github.com/biolink/kgx, specification/kgx-format.md) and the Biolink model 4: lists in TSV are parted by `|`; a
direction stands in `object_direction_qualifier`, older files have predicates that carry it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.bases.edge import Thing, Told
from graph.works import work_of
from ontology.errors import UnreadableArticleError
from ontology.relations import Sign

SIGNS = {"increased": Sign.UP, "upregulated": Sign.UP, "decreased": Sign.DOWN, "downregulated": Sign.DOWN}
"""Values of DirectionQualifierEnum."""

PREDICATES = {
    "positively_regulates": Sign.UP, "entity_positively_regulates_entity": Sign.UP, "process_positively_regulates_process": Sign.UP,
    "negatively_regulates": Sign.DOWN, "entity_negatively_regulates_entity": Sign.DOWN, "process_negatively_regulates_process": Sign.DOWN,
    "increases_activity_of": Sign.UP, "increases_expression_of": Sign.UP, "increases_abundance_of": Sign.UP,
    "increases_amount_or_activity_of": Sign.UP,
    "decreases_activity_of": Sign.DOWN, "decreases_expression_of": Sign.DOWN, "decreases_abundance_of": Sign.DOWN,
    "decreases_amount_or_activity_of": Sign.DOWN,
    "positively_correlated_with": Sign.UP, "negatively_correlated_with": Sign.DOWN, "causes": Sign.UP, "produces": Sign.UP,
    "prevents": Sign.DOWN, "treats": Sign.DOWN, "ameliorates": Sign.DOWN, "ameliorates_condition": Sign.DOWN, "exacerbates": Sign.UP,
    "exacerbates_condition": Sign.UP, "stimulates": Sign.UP, "inhibits": Sign.DOWN, "disrupts": Sign.DOWN,
}  # fmt: skip
"""Predicates of Biolink 2 to 4 that say which way it goes; all others have no sign here."""

Row = Mapping[str, Any]


def is_kgx(path: Path, head: str) -> bool:
    """Return whether a file looks like KGX edges: by the columns or keys at its beginning."""
    first = head.lstrip()[:2000]
    if path.suffix == ".tsv":
        return {"subject", "predicate", "object"} <= set(head.splitlines()[0].split("\t") if head else ())
    if path.suffix == ".jsonl":
        return '"subject"' in first and '"predicate"' in first
    return path.suffix == ".json" and first.startswith("{") and ('"nodes"' in first or '"edges"' in first)


def edges(path: Path) -> Iterator[Told]:
    """Yield the edges of a KGX file.

    Raises:
        UnreadableArticleError: It is no KGX.
    """
    names = {str(row.get("id")): str(row.get("name") or "") for row in _nodes(path)}
    for row in _rows(path, "edges"):
        if row.get("subject") and row.get("predicate") and row.get("object"):
            yield _told(row, names)


def _told(row: Row, names: Mapping[str, str]) -> Told:
    predicate = str(row["predicate"]).removeprefix("biolink:")
    direction = str(row.get("object_direction_qualifier") or "").removeprefix("biolink:")
    return Told(
        subject=_thing(str(row["subject"]), names),
        relation=" ".join(filter(None, (predicate.replace("_", " "), f"({direction})" if direction else ""))),
        sign=SIGNS.get(direction, Sign.NONE if direction else PREDICATES.get(predicate, Sign.NONE)),
        object=_thing(str(row["object"]), names),
        works=tuple(dict.fromkeys(map(_work, _list(row.get("publications"))))),
        quotes=tuple(quote[:500] for quote in _list(row.get("supporting_text"))[:3]),
        negated=str(row.get("negated") or "").lower() in ("true", "1"),
    )


def _thing(curie: str, names: Mapping[str, str]) -> Thing:
    return Thing(curies=(curie,), name=names.get(curie) or None)


def _work(publication: str) -> str:
    """Return the identifier of a publication in our form.

    >>> _work("PMID:12565827"), _work("DOI:10.5555/A"), _work("PMC:PMC7")
    ('pmid:12565827', 'doi:10.5555/a', 'pmcid:PMC7')
    """
    prefix, _, rest = publication.partition(":")
    if prefix.upper() in ("PMC", "PMCID"):
        return f"pmcid:PMC{rest.upper().removeprefix('PMC')}"
    return work_of(f"{prefix.lower()}:{rest}" if prefix.upper() in ("PMID", "DOI") else publication)


def _list(value: object) -> list[str]:
    if isinstance(value, list | tuple):
        return [str(each).strip() for each in value if str(each).strip()]
    return [part.strip() for part in str(value or "").split("|") if part.strip()]


def _nodes(path: Path) -> Iterable[Row]:
    if path.suffix == ".json":
        return _rows(path, "nodes")
    beside = path.with_name(path.name.replace("_edges", "_nodes").replace("edges.", "nodes."))
    return _rows(beside, "nodes") if beside != path and beside.is_file() else ()


def _rows(path: Path, name: str) -> Iterator[Row]:
    try:
        if path.suffix == ".tsv":
            with path.open(encoding="utf-8-sig") as lines:
                columns = next(lines, "").rstrip("\n").split("\t")
                yield from (dict(zip(columns, line.rstrip("\n").split("\t"), strict=False)) for line in lines)
        elif path.suffix == ".jsonl":
            with path.open(encoding="utf-8-sig") as lines:
                yield from (row for line in lines if line.strip() and isinstance(row := json.loads(line), dict))
        else:
            found = json.loads(path.read_text(encoding="utf-8-sig"))
            inner = found.get("knowledge_graph", found) if isinstance(found, dict) else {}
            items = inner.get(name) if isinstance(inner, dict) else None
            yield from (row for row in (items if isinstance(items, list) else ()) if isinstance(row, dict))
    except (ValueError, RecursionError) as error:
        raise UnreadableArticleError(str(path), f"no KGX ({error})", "Give the edges as TSV, JSON Lines or JSON.") from error
