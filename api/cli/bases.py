"""The command for other knowledge bases: import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.common import StoreOption, now, settings, warn

if TYPE_CHECKING:
    from graph.bases import KnowledgeBases


def import_(
    file: Annotated[
        Path | None, typer.Argument(help="KGX edges (*_edges.tsv, .jsonl, .json) or INDRA statements (.json).", show_default=False)
    ] = None,
    name: Annotated[str | None, typer.Option(help="Name of the knowledge base; the file's when not given.", show_default=False)] = None,
    licence: Annotated[str | None, typer.Option(help="Its licence, kept beside the edges.", show_default=False)] = None,
    remove: Annotated[str | None, typer.Option(help="Take the knowledge base of this name out again.", show_default=False)] = None,
    store: StoreOption = None,
) -> None:
    """Borrow the edges of another knowledge base, as candidates for claims without a source.

    They stay apart from what articles claim: no statement, count or query ever has one. Kept are edges between factors that are known
    here which name a work; importing a base of the same name again replaces it. Without a file, the bases kept here are listed.

    Examples: mechgraph import tmkp_edges.tsv --name "Text Mining KP" · mechgraph import · mechgraph import --remove "Text Mining KP"
    """
    from graph.bases import KnowledgeBases

    bases = KnowledgeBases(settings(store).folder)
    if remove is not None:
        bases.drop(remove)
        typer.echo(f"{remove}: removed")
    elif file is not None:
        _borrow(bases, file, name or file.stem.removesuffix("_edges"), licence)
    else:
        for base in bases.all():
            told = f", {base.licence}" if base.licence else ""
            typer.echo(f"{base.name}: {base.edges} edges from {base.file} ({base.format}{told}), {base.time[:10]}")
        if not bases.all():
            warn("no knowledge base here yet. Import one: mechgraph import FILE_edges.tsv")


def _borrow(bases: KnowledgeBases, file: Path, name: str, licence: str | None) -> None:
    from graph.bases import Base, read_base
    from ontology.lexicon import Lexicon

    found = read_base(file, name=name, lexicon=Lexicon.load())
    bases.keep(Base(name=name, file=file.name, format=found.format, time=now(), edges=len(found.edges), licence=licence), found.edges)
    left = f"left out {found.ungrounded} between things that are not known here, {found.unsourced} that name no work"
    typer.echo(f"{name}: {len(found.edges)} edges kept of {found.read} ({left})")


import_.__name__ = "import"  # the word is Python's own, so the function cannot have it
COMMANDS = (import_,)
"""Commands of this file, by the names that people type."""
