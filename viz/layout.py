"""Positions for a drawing: computed here, with a seed, so that it stands still from the first moment and looks the same tomorrow.

Each connected part starts from networkx's spring layout and is then improved by stress majorization (Gansner, Koren and North 2004,
doi:10.1007/978-3-540-31843-9_25): distances on the page approach distances in the graph. Then the part is spread over a page of fitting
size, boxes that still overlap are pushed apart, and the parts are packed side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt

Point = tuple[float, float]
Size = tuple[float, float]
Array = npt.NDArray[np.float64]

CELL = (158.0, 92.0)
"""Pixels of page for one box, with room for lines between the boxes (looked at)."""
ASPECT = 1.1
"""Width over height of the drawing on a laptop, beside filters and panel."""
GAP = (30.0, 26.0)
"""Pixels kept free between boxes, across and down."""
EVEN = 0.5
"""How far a part is spread evenly: 0 keeps the distances of the stress layout with its voids, 1 keeps only the order of boxes."""
PUSH = 0.35
"""How much of an overlap one round takes away from either box; from 1/2 on, a box between two others would jump for ever."""
SPRING_ROUNDS, STRESS_ROUNDS, PUSH_ROUNDS = 50, 40, 400


def positions(sizes: Mapping[str, Size], edges: Sequence[tuple[str, str]], *, seed: int = 7) -> dict[str, Point]:
    """Return the centre of every node, in pixels, rounded to whole ones; boxes do not overlap.

    Args:
        sizes: Width and height of each node, in pixels; its order is the order of the result.
        edges: Pairs of nodes that are linked, in any order; loops and repeats do no harm.
        seed: Start of the random layout; the same input gives the same output.

    >>> positions({"a": (60, 30)}, [])
    {'a': (0, 0)}
    """
    if not sizes:
        return {}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sizes)
    graph.add_edges_from(sorted({(min(pair), max(pair)) for pair in edges if pair[0] != pair[1]}))
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    placed = [_part(graph.subgraph(part), part, sizes, seed) for part in parts]
    packed = _pack(placed, [np.array([sizes[name] for name in part], dtype=float) for part in parts])
    found = {name: point for part, points in zip(parts, packed, strict=True) for name, point in zip(part, points, strict=True)}
    return {name: (round(float(found[name][0])), round(float(found[name][1]))) for name in sizes}


def _part(graph: nx.Graph[str], names: Sequence[str], sizes: Mapping[str, Size], seed: int) -> Array:
    if len(names) == 1:
        return np.zeros((1, 2))
    boxes = np.array([sizes[name] for name in names], dtype=float)
    start = nx.spring_layout(graph, seed=seed, iterations=SPRING_ROUNDS)
    points = np.array([start[name] for name in names], dtype=float)
    points = _upright(_stress(points, _distances(graph, names)))
    return _apart(_spread(points, boxes), boxes)


def _distances(graph: nx.Graph[str], names: Sequence[str]) -> Array:
    """Return the wished distances, in steps; a neighbour of a crowded node stands further off, since its circle has to hold them all.

    By Floyd and Warshall, a row at a time: a drawing has at most some hundred nodes.
    """
    index = {name: place for place, name in enumerate(names)}
    wished = np.where(np.eye(len(names)) == 1, 0.0, np.inf)
    for one, other in graph.edges:
        length = 0.8 + 0.06 * min(max(graph.degree[one], graph.degree[other]), 20)
        wished[index[one], index[other]] = wished[index[other], index[one]] = length
    for middle in range(len(names)):
        np.minimum(wished, wished[:, middle, None] + wished[None, middle, :], out=wished)
    return wished


def _stress(points: Array, wished: Array) -> Array:
    """Return the points after stress majorization with weights 1/d^2."""
    size = len(points)
    weights = np.divide(1.0, wished**2, out=np.zeros_like(wished), where=wished > 0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.inv(laplacian + 1.0 / size)  # adding J/n makes it regular; the result differs by a shift only
    for _ in range(STRESS_ROUNDS):
        gaps = np.linalg.norm(points[:, None] - points[None, :], axis=2)
        ratio = np.divide(weights * wished, gaps, out=np.zeros_like(gaps), where=gaps > 1e-9)
        points = inverse @ ((np.diag(ratio.sum(axis=1)) - ratio) @ points)
    return points


def _upright(points: Array) -> Array:
    """Return the points turned so that their longest extent lies across the page."""
    centred = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    turned = centred @ axes[:, ::-1]
    signs = np.where(turned[np.abs(turned).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)  # an eigenvector may point either way
    return np.asarray(turned * signs, dtype=float)


def _spread(points: Array, boxes: Array) -> Array:
    """Return the points blown up to a page that holds all boxes, each axis half way towards even steps."""
    page = np.sqrt(len(points) * CELL[0] * CELL[1] * np.array([ASPECT, 1 / ASPECT])) - boxes.mean(axis=0) / 2
    low, high = points.min(axis=0), points.max(axis=0)
    linear = np.divide(points - low, high - low, out=np.full_like(points, 0.5), where=high - low > 1e-9)
    ranks = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / (len(points) - 1)
    flat = high - low < 0.15 * (high - low).max()  # a chain is one line, not a page
    spread = np.where(flat, linear * 0.15, (1 - EVEN) * linear + EVEN * ranks)
    return np.asarray(spread * np.maximum(page, 1.0), dtype=float)


def _apart(points: Array, boxes: Array) -> Array:
    """Return the points moved as little as needed for the boxes to keep a gap, each push along the axis where it is shorter."""
    room = [(boxes[:, None, axis] + boxes[None, :, axis]) / 2 + GAP[axis] for axis in (0, 1)]
    order = np.arange(len(points))
    tie = np.sign(order[:, None] - order[None, :])
    x, y = points[:, 0].copy(), points[:, 1].copy()
    for _ in range(PUSH_ROUNDS):
        across, down = x[:, None] - x[None, :], y[:, None] - y[None, :]
        lacking = room[0] - np.abs(across), room[1] - np.abs(down)
        crossing = (lacking[0] > 0.5) & (lacking[1] > 0.5)
        np.fill_diagonal(crossing, val=False)
        if not crossing.any():
            break
        sideways = crossing & (lacking[0] < lacking[1])
        upright = crossing & ~sideways
        x += PUSH * np.where(sideways, np.where(across == 0, tie, np.sign(across)) * lacking[0], 0.0).sum(axis=1)
        y += PUSH * np.where(upright, np.where(down == 0, tie, np.sign(down)) * lacking[1], 0.0).sum(axis=1)
    return np.stack([x, y], axis=1)


def _pack(parts: Sequence[Array], boxes: Sequence[Array]) -> list[Array]:
    """Return the parts shifted so that they stand side by side, each where the whole grows least, close to the shape of the page."""
    corners = [((points - box / 2).min(axis=0), (points + box / 2).max(axis=0)) for points, box in zip(parts, boxes, strict=True)]
    extents = np.array([high - low for low, high in corners]) + np.array(GAP) * 1.4
    places = _places(extents)
    packed = [points - low + place for points, (low, _), place in zip(parts, corners, places, strict=True)]
    every = np.concatenate(packed)
    middle = (every.max(axis=0) + every.min(axis=0)) / 2
    return [points - middle for points in packed]


def _places(extents: Array) -> Array:
    """Return the top left corners of rectangles that do not overlap: each right of or below another one, where the page stays smallest."""
    placed = np.zeros((0, 4))
    for width, height in extents:
        rights, bottoms = np.append(placed[:, 2], 0.0), np.append(placed[:, 3], 0.0)
        spots = np.array([(x, y) for x in np.unique(rights) for y in np.unique(bottoms)])
        free = [spot for spot in spots if not _overlaps(spot, (width, height), placed)]
        best = min(free, key=lambda spot: _size(spot, (width, height), placed))
        placed = np.vstack([placed, [*best, best[0] + width, best[1] + height]])
    return placed[:, :2]


def _overlaps(spot: Array, extent: Size, placed: Array) -> bool:
    x, y = spot
    width, height = extent
    apart = (placed[:, 0] >= x + width) | (placed[:, 2] <= x) | (placed[:, 1] >= y + height) | (placed[:, 3] <= y)
    return not bool(apart.all())


def _size(spot: Array, extent: Size, placed: Array) -> tuple[float, float]:
    """Return how large the page must be to hold a rectangle here too, in the shape of the page, then how far off it lies."""
    right = max(float(placed[:, 2].max(initial=0.0)), float(spot[0]) + extent[0])
    bottom = max(float(placed[:, 3].max(initial=0.0)), float(spot[1]) + extent[1])
    return max(right / ASPECT, bottom), float(spot[0] + spot[1])
