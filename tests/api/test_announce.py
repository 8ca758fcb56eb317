"""What a person sees while one long text is read."""

from __future__ import annotations

import io

import pytest

from api.reading import LONG, announce
from ontology.model import Document


class Terminal(io.StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        return True


def said(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, *, size: int) -> str:
    """Return what is written on stderr while a text of `size` characters is read."""
    monkeypatch.setattr("sys.stderr", stream)
    for share in (0.5, 1.0):
        announce(Document(id="d", text="a" * size, title="Long text"), share)
    return stream.getvalue()


def test_a_long_text_shows_its_share_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(monkeypatch, Terminal(), size=LONG) == "\rLong text: 50% read\rLong text: 100% read\n"


@pytest.mark.parametrize(("stream", "size"), [(Terminal(), LONG - 1), (io.StringIO(), LONG)], ids=["short", "no terminal"])
def test_short_texts_and_pipes_stay_quiet(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, size: int) -> None:
    assert said(monkeypatch, stream, size=size) == ""
