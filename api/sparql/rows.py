"""How many rows a serialised table has, told from its bytes: the engine serialises faster than Python can count rows one by one."""

from __future__ import annotations


def count(table: bytes, name: str) -> int:
    """Return the number of rows of a table as the engine (pyoxigraph 0.5) writes it in the format of this name.

    >>> count(b'?x\\n1\\n2\\n', "tsv"), count(b'x\\r\\n"1\\r\\n"\\r\\n', "csv")
    (2, 1)
    >>> count(b'{"head":{"vars":["x"]},"results":{"bindings":[{},{"x":{"type":"literal","value":"{\\\\"{"}}]}}', "json")
    2
    """
    return {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv}[name](table)


def _tsv(table: bytes) -> int:
    return table.count(b"\n") - 1  # a line break inside a value is written \n; one line is the header


def _xml(table: bytes) -> int:
    return table.count(b"<result>")  # a value's own < is escaped


def _csv(table: bytes) -> int:
    if b'"' not in table:
        return table.count(b"\r\n") - 1
    return sum(part.count(b"\r\n") for part in table.split(b'"')[::2]) - 1  # every second part stands outside quotes


_PLAIN = bytes(set(range(256)) - set(b'{":['))
"""Every byte but those that say where rows begin; what is left is a tenth, and as much quicker to look through."""


def _json(table: bytes) -> int:
    if b"\\" in table:
        table = table.replace(b"\\\\", b"").replace(b'\\"', b"")
    outside = b'"'.join(table.translate(None, _PLAIN).split(b'"')[::2])
    return outside.count(b"{") - outside.count(b":{") - 1  # values stand behind a colon, rows do not, the answer itself is one
