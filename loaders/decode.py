"""Bytes to text, or a clear refusal.

Order: size, byte order mark, NUL bytes, UTF-8, what the page declares, Windows-1252 with a note. Line ends become `\\n`, as Python's text
mode gives them; nothing else is changed, so quotes found in the file are found in the text.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from loaders.words import words
from ontology.errors import UnreadableArticleError

MAX_BYTES = 50_000_000
"""Fifty megabytes: a hundred long books; what is larger is no article (the issue on the main job names this limit)."""

MAX_CONTROL_SHARE = 0.1
"""Share of control characters above which a file is taken for binary; terminal logs stay below 0.05, machine code lies above 0.2."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DAMAGED = re.compile(rb"[\xc0\xc1][\x80-\xbf]|\xed[\xa0-\xbf][\x80-\xbf]")
"""Overlong forms and surrogates: bytes that only a broken UTF-8 writer makes."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAVE = "Save it as UTF-8 text and load it again."
_WEB_SAFE = words(
    """
    utf-8 utf8 iso-8859-1 iso8859-1 latin-1 windows-1252 cp1252 ascii us-ascii iso-8859-15 macintosh
    """
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, with what a reader should know about how it was decoded; `note` is None for plain UTF-8."""

    text: str
    note: str | None = None


def decode(data: bytes, *, source: str, declared: str | None = None) -> Decoded:
    """Return the text of a file.

    Args:
        data: The bytes of the file.
        source: Where they come from, for messages.
        declared: The encoding that the page or the server names; believed only when the bytes are not UTF-8.

    Raises:
        UnreadableArticleError: Nothing in it, too large, binary, or broken UTF-8.

    >>> decode("café".encode("cp1252"), source="a.txt").text
    'café'
    """
    check_size(len(data), source=source)
    if not data.strip():
        raise UnreadableArticleError(source, "the file is empty", "Check that the article was saved.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding, source), source)
    if b"\0" in data:
        raise UnreadableArticleError(source, "the file holds NUL bytes, so it is binary or UTF-16 without its mark", _SAVE)
    try:
        return _checked(data.decode("utf-8"), source)
    except UnicodeDecodeError as error:
        return _checked(*_fallback(data, error, declared, source))


def check_size(size: int, *, source: str) -> None:
    """Raise UnreadableArticleError when a file of this many bytes is too large to be an article (50 MB and above)."""
    if size >= MAX_BYTES:
        seen = f"the file has {size / 1e6:.0f} MB; the limit is {MAX_BYTES // 1_000_000} MB"
        raise UnreadableArticleError(source, seen, "Split it into articles.")


def _strict(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        seen = f"its mark says {encoding.upper()}, but byte {error.start} is no such text"
        raise UnreadableArticleError(source, seen, _SAVE) from error


def _fallback(data: bytes, error: UnicodeDecodeError, declared: str | None, source: str) -> tuple[str, str, str]:
    if _DAMAGED.search(data):
        raise UnreadableArticleError(source, f"broken UTF-8 at byte {error.start}", _SAVE) from error
    encoding = (declared or "").strip().lower()
    if encoding in _WEB_SAFE and encoding not in ("utf-8", "utf8"):
        return data.decode(encoding, "replace"), source, f"decoded as {encoding}, as the page says"
    return _mixed(data), source, "not UTF-8 throughout: the other bytes were read as Windows-1252"


def _mixed(data: bytes) -> str:
    """Return UTF-8 text in which each stray byte is read as Windows-1252."""
    return data.decode("utf-8", "mechgraph-cp1252")


def _stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("mechgraph-cp1252", _stray)


def _checked(text: str, source: str, note: str | None = None) -> Decoded:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableArticleError(source, "the file is empty", "Check that the article was saved.")
    if len(_CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text):
        raise UnreadableArticleError(source, "the file is binary, not text", "Load the article as text, Markdown or HTML.")
    return Decoded(text, note)


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that an HTML page names in its first 4,096 bytes, None when it names none.

    >>> declared_encoding(b'<meta charset="windows-1252"><p>x')
    'windows-1252'
    """
    found = re.search(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", data[:4096], re.IGNORECASE)
    return found[1].decode("ascii").lower() if found else None
