"""The reliability curve of the filter as a drawing, and its tables for docs/reading.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

SIDE, MARGIN = 320, 48
LARGEST = 14
"""Radius in pixels of the dot of the fullest bin; areas are in proportion to claims."""


def _at(x: float, y: float) -> tuple[float, float]:
    return round(MARGIN + x * SIDE, 1), round(MARGIN / 2 + (1 - y) * SIDE, 1)


def _axes() -> Iterable[str]:
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        (x, bottom), (left, y) = _at(tick, 0), _at(0, tick)
        yield f'<text x="{x}" y="{bottom + 16}" text-anchor="middle">{tick:.1f}</text>'
        yield f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{tick:.1f}</text>'
        yield f'<path class="grid" d="M{x} {bottom}V{_at(0, 1)[1]}M{left} {y}H{_at(1, 0)[0]}"/>'
    middle, bottom = _at(0.5, 0)
    yield f'<text x="{middle}" y="{bottom + 34}" text-anchor="middle">confidence (mean of the bin)</text>'
    yield f'<text transform="translate(14 {_at(0, 0.5)[1]}) rotate(-90)" text-anchor="middle">share that is right</text>'


def _dots(bins: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    most = max((row["claims"] for row in bins), default=1)
    for row in bins:
        x, y = _at(row["mean"], row["right"])
        radius = round(max(2.0, LARGEST * (row["claims"] / most) ** 0.5), 1)
        yield f'<circle cx="{x}" cy="{y}" r="{radius}"><title>{row["claims"]} claims</title></circle>'


def svg(bins: Sequence[Mapping[str, Any]]) -> str:
    """Return the curve: one dot a bin, its area the number of claims, on the diagonal where confidence keeps its word."""
    (left, bottom), (right, top) = _at(0, 0), _at(1, 1)
    points = " ".join(f"{x},{y}" for x, y in (_at(row["mean"], row["right"]) for row in bins))
    width, height = SIDE + MARGIN + 16, SIDE + MARGIN + 24
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
            "<title>Confidence and share of claims that are right, each text judged by weights that never saw it</title>",
            "<style>text{font:12px sans-serif;fill:#333}.grid{stroke:#ddd}.ideal{stroke:#888;stroke-dasharray:4 4}",
            ".curve{fill:none;stroke:#1f5f8b;stroke-width:1.5}circle{fill:#1f5f8b;fill-opacity:.55}</style>",
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            *_axes(),
            f'<path class="ideal" d="M{left} {bottom}L{right} {top}"/>',
            f'<polyline class="curve" points="{points}"/>',
            *_dots(bins),
            "</svg>\n",
        )
    )


def tables(bins: Sequence[Mapping[str, Any]], curve: Sequence[Mapping[str, Any]]) -> str:
    """Return the reliability bins and the trade-off of thresholds as Markdown."""
    first = [f"| {b['from']:.1f} to {b['to']:.1f} | {b['claims']} | {b['mean']:.2f} | {b['right']:.2f} |" for b in bins]
    second = [f"| {c['threshold']:.2f} | {c['precision']:.2f} | {c['recall']:.2f} | {c['f1']:.2f} |" for c in curve]
    return "\n".join(
        (
            "| confidence | claims | mean | right |\n| --- | --- | --- | --- |",
            *first,
            "\n| threshold | P | R | F1 |\n| --- | --- | --- | --- |",
            *second,
        )
    )
