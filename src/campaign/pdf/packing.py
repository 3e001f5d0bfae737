"""Streams are packed at a quick level: WeasyPrint's takes five times as long for a tenth less."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf

LEVEL = 4

data_plainly = pydyf.Stream.data


def data(stream: Any) -> bytes:
    """Return a stream as it stands in a PDF, as pydyf's property of this name does."""
    content = b"\n".join(
        part if type(part) is bytes else pydyf._to_bytes(part) for part in stream.stream
    )
    extra = pydyf.Dictionary(stream.extra)
    if stream.compress:
        content = zlib.compress(content, LEVEL)
        extra["Filter"] = "/FlateDecode"
    extra["Length"] = len(content)
    return b"\n".join((extra.data, b"stream", content, b"endstream"))


@contextmanager
def packing_quickly() -> Iterator[None]:
    """Have pydyf pack streams by the function of this module, for a while."""
    pydyf.Stream.data = property(data)
    try:
        yield
    finally:
        pydyf.Stream.data = data_plainly
