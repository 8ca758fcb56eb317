"""Frames: how the service and a reader process talk over a socket.

A frame is two lengths (unsigned, 4 bytes each, network order), a head in JSON and a body of bytes. JSON and nothing that could run
code, because a reader process works on strangers' queries and is not believed.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

_LENGTHS = struct.Struct("!II")


def pack(head: Mapping[str, Any], body: bytes = b"") -> bytes:
    """Return the frame of a head and a body.

    >>> pack({"ok": True}, b"x")
    b'\\x00\\x00\\x00\\x0c\\x00\\x00\\x00\\x01{"ok": true}x'
    """
    coded = json.dumps(head).encode("ascii")
    return _LENGTHS.pack(len(coded), len(body)) + coded + body


def read(line: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Return the next frame, None where the line ends."""
    lengths = line.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack(lengths)
    return json.loads(line.read(head)), line.read(body)


def take(held: bytearray) -> tuple[dict[str, Any], bytes] | None:
    """Take the first frame off what has come in so far, None while it is not whole.

    >>> held = bytearray(pack({"ok": True}, b"x") + b"rest")
    >>> take(held), take(held), held
    (({'ok': True}, b'x'), None, bytearray(b'rest'))
    """
    if len(held) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack_from(held)
    begin = _LENGTHS.size + head
    if len(held) < begin + body:
        return None
    frame = json.loads(held[_LENGTHS.size : begin]), bytes(held[begin : begin + body])
    del held[: begin + body]
    return frame
