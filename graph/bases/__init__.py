"""Edges of other knowledge bases, kept apart from what articles claim: they are never statements, only candidates for a source.

    KGX or INDRA file -> Told (in its words) -> grounded to our factors -> Borrowed -> KnowledgeBases (a file beside the journal)

What cannot be grounded, or names no work, is counted and left out.
"""

from graph.bases.edge import Borrowed, Thing, Told
from graph.bases.reading import FORMATS, read_base
from graph.bases.shelf import Base, KnowledgeBases

__all__ = ["FORMATS", "Base", "Borrowed", "KnowledgeBases", "Thing", "Told", "read_base"]
