"""The colours and symbols of the pages."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from ontology.relations import Relation
from viz.marks import LOOKS, Mark, mark_of

CSS = (files("viz") / "static" / "app.css").read_text(encoding="utf-8")


def variables(theme: str) -> dict[str, str]:
    """Return the colours of a theme as the style sheet has them."""
    start = {"light": ":root {", "dark": ':root[data-theme="dark"] {', "system": ':root:not([data-theme="light"]) {'}[theme]
    block = CSS[CSS.index(start) :].partition("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-fA-F]{6})", block))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, 1.4.3)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["raises", "lowers", "grey", "ink", "muted", "link", "high", "medium", "low", "good"])
def test_every_colour_of_words_can_be_read_on_paper_and_on_surfaces(theme: str, name: str) -> None:
    colours = variables(theme)

    assert contrast(colours[name], colours["paper"]) >= 4.5
    assert contrast(colours[name], colours["surface"]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("background", ["lit", "lit-subject", "lit-object", "construct", "sunk"])
def test_ink_can_be_read_on_every_highlight(theme: str, background: str) -> None:
    colours = variables(theme)

    assert contrast(colours["ink"], colours[background]) >= 4.5


def test_the_style_sheet_has_the_colours_of_the_marks() -> None:
    for mark, name in ((Mark.RAISES, "raises"), (Mark.LOWERS, "lowers"), (Mark.AFFECTS, "grey"), (Mark.LINKED, "grey")):
        assert variables("light")[name].upper() == LOOKS[mark].light.upper()
        assert variables("dark")[name].upper() == LOOKS[mark].dark.upper()


def test_the_chosen_dark_theme_and_the_dark_theme_of_the_system_are_the_same() -> None:
    assert variables("dark") == variables("system")


def test_marks_differ_in_symbol_and_head_so_that_no_meaning_hangs_on_colour() -> None:
    assert len({look.symbol for look in LOOKS.values()}) == len(Mark)
    assert len({look.head for look in LOOKS.values()}) == len(Mark)


@pytest.mark.parametrize("relation", list(Relation))
def test_a_relation_looks_as_its_sign_says(relation: Relation) -> None:
    assert mark_of(relation).sign is relation.sign
