"""Articles in, ungrounded claims out. `load` reads a file, `load_text` and `load_bytes` what is already at hand.

Whatever they are given, they return a Document with blocks or raise an InputError; nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from loaders import assemble
from loaders.bibliography import beside
from loaders.decode import check_size, declared_encoding, decode
from loaders.metadata import sidecar
from ontology.errors import ArticleNotFoundError, UnknownFormatError, UnreadableArticleError
from ontology.model import Document

__all__ = ["FORMATS", "SUFFIXES", "Format", "load", "load_bytes", "load_text"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its endings, and what turns its text into a document (text, source -> Document)."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[str, str], Document]


FORMATS = (
    Format("plain text", (".txt", ".text"), assemble.plain),
    Format("Markdown", (".md", ".markdown", ".mdown"), assemble.markdown),
    Format("HTML", (".html", ".htm", ".xhtml"), assemble.html),
)
"""Every kind of file that can be read; a new one is one line here."""

SUFFIXES = tuple(suffix for form in FORMATS for suffix in form.suffixes)


def load(path: Path) -> Document:
    """Return the article in a file, with the metadata of `NAME.meta.yaml` and the works of a bibliography beside it, if there are any.

    Raises:
        ArticleNotFoundError: There is no such file.
        UnknownFormatError: No loader reads this ending.
        UnreadableArticleError: Empty, binary, too large, no prose, or not to be opened.
        MetadataError: Front matter or the sidecar cannot be understood.
    """
    try:
        if not path.exists():
            raise ArticleNotFoundError(str(path))
        _format(path.suffix, str(path))
        if path.is_dir():
            raise UnreadableArticleError(str(path), "a folder, not a file", "Name the articles in it.")
        check_size(path.stat().st_size, source=str(path))
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise UnreadableArticleError(
            str(path), f"the file cannot be opened ({_reason(error)})", "Check its name and its permissions."
        ) from error
    document = load_bytes(data, source=str(path), suffix=path.suffix)
    works = beside(path, document.text)
    references = {**works.entries, **document.references}
    return replace(document, source=path.name, references=references, notes=(*document.notes, *works.notes), **sidecar(path))


def load_bytes(data: bytes, *, source: str, suffix: str) -> Document:
    """Return the article in these bytes.

    Args:
        data: The bytes of a file or a page.
        source: Where they come from: a path or an address; shown in messages and kept as the document's `source`.
        suffix: The ending that says which format it is, with its dot.

    Raises:
        InputError: As for `load`.
    """
    form = _format(suffix, source)
    decoded = decode(data, source=source, declared=declared_encoding(data) if form.name == "HTML" else None)
    document = form.read(decoded.text, source)
    return replace(document, notes=(decoded.note, *document.notes)) if decoded.note else document


def load_text(text: str, *, source: str, suffix: str = ".txt") -> Document:
    """Return the article in this text.

    Raises:
        InputError: As for `load`.

    >>> [block.text for block in load_text("Zinc lowers\\ncopper.", source="a note").blocks]
    ['Zinc lowers copper.']
    """
    return load_bytes(text.encode("utf-8", "surrogatepass"), source=source, suffix=suffix)


def _format(suffix: str, source: str) -> Format:
    found = next((form for form in FORMATS if suffix.lower() in form.suffixes), None)
    if found is None:
        raise UnknownFormatError(source, suffix, SUFFIXES)
    return found


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
