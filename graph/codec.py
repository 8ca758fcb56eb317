"""Values to bytes and back, as the journal keeps them: JSON of the dataclasses, defaults left out.

A block's `offsets` are mostly runs of neighbours, so they are kept as (start, length) pairs; blocks are then deflated.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from pydantic import TypeAdapter

from ontology.model import Block, Claim, Document, Factor, Flag, Statement

_BLOCK = TypeAdapter(Block)
_CLAIM = TypeAdapter(Claim)
_DOCUMENT = TypeAdapter(Document)
_FACTOR = TypeAdapter(Factor)
_FLAG = TypeAdapter(Flag)
_STATEMENT = TypeAdapter(Statement)


def claim_to_json(claim: Claim) -> str:
    """Return a claim as one line of JSON."""
    return _CLAIM.dump_json(claim, exclude_defaults=True).decode()


def claim_from_json(data: str) -> Claim:
    """Return the claim that `claim_to_json` wrote."""
    return _CLAIM.validate_json(data)


def factor_to_json(factor: Factor) -> str:
    """Return a factor as one line of JSON."""
    return _FACTOR.dump_json(factor, exclude_defaults=True).decode()


def factor_from_json(data: str) -> Factor:
    """Return the factor that `factor_to_json` wrote."""
    return _FACTOR.validate_json(data)


def flag_to_json(flag: Flag) -> str:
    """Return a flag as one line of JSON."""
    return _FLAG.dump_json(flag, exclude_defaults=True).decode()


def flag_from_json(data: str) -> Flag:
    """Return the flag that `flag_to_json` wrote."""
    return _FLAG.validate_json(data)


def statement_to_json(statement: Statement) -> str:
    """Return a statement as one line of JSON."""
    return _STATEMENT.dump_json(statement, exclude_defaults=True).decode()


def statement_from_json(data: str) -> Statement:
    """Return the statement that `statement_to_json` wrote."""
    return _STATEMENT.validate_json(data)


def words_to_json(values: Iterable[Sequence[str]]) -> str:
    """Return lists of words as JSON, to be bound as one value."""
    return json.dumps([list(value) for value in values])


def metadata_to_json(document: Document) -> str:
    """Return everything of a document but its text and blocks, as one line of JSON."""
    return _DOCUMENT.dump_json(document, exclude={"text", "blocks"}, exclude_defaults=True).decode()


def document_from_parts(metadata: str, text: str, blocks: Sequence[Block]) -> Document:
    """Return the document whose parts were kept apart."""
    return _DOCUMENT.validate_python({**json.loads(metadata), "text": text, "blocks": tuple(blocks)})


def pack_blocks(blocks: Sequence[Block]) -> bytes:
    """Return blocks as deflated JSON."""
    rows = [{**_BLOCK.dump_python(block, mode="json", exclude={"offsets"}), "offsets": runs(block.offsets)} for block in blocks]
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode())


def unpack_blocks(packed: bytes) -> tuple[Block, ...]:
    """Return the blocks that `pack_blocks` wrote."""
    return tuple(_block(row) for row in json.loads(zlib.decompress(packed)))


def _block(row: dict[str, Any]) -> Block:
    return _BLOCK.validate_python({**row, "offsets": tuple(offsets(row["offsets"]))})


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Return numbers as runs of neighbours: (first, length) pairs.

    >>> runs((3, 4, 5, 9, 10))
    [(3, 3), (9, 2)]
    """
    if not numbers:
        return []
    breaks = [i for i, (left, right) in enumerate(pairwise(numbers), 1) if right != left + 1]
    return [(numbers[start], end - start) for start, end in pairwise([0, *breaks, len(numbers)])]


def offsets(pairs: Iterable[Sequence[int]]) -> Iterator[int]:
    """Yield the numbers that `runs` summed up.

    >>> tuple(offsets([(3, 3), (9, 2)]))
    (3, 4, 5, 9, 10)
    """
    for first, length in pairs:
        yield from range(first, first + length)
