"""The parts of a PDF are written and packed quickly.

WeasyPrint's level of packing takes five times as long as ours for a tenth less. Most of what is
written is bytes, text and whole numbers, which pydyf asks for after rarer things.
"""

import zlib
from functools import partial
from typing import Any

import pydyf

from campaign.pdf.quick import instead

LEVEL = 4

to_bytes_plainly = pydyf._to_bytes


def to_bytes(item: Any) -> bytes:
    """Do as pydyf's function of this name."""
    kind = type(item)
    if kind is bytes:
        return bytes(item)
    if kind is str:
        return str(item).encode("ascii")
    if kind is int:
        return b"%d" % item
    return bytes(to_bytes_plainly(item))


def data(stream: Any) -> bytes:
    """Return a stream as it stands in a PDF, as pydyf's property of this name does."""
    content = b"\n".join(map(to_bytes, stream.stream))
    extra = pydyf.Dictionary(stream.extra)
    if stream.compress:
        content = zlib.compress(content, LEVEL)
        extra["Filter"] = "/FlateDecode"
    extra["Length"] = len(content)
    return b"\n".join((extra.data, b"stream", content, b"endstream"))


packing_quickly = partial(
    instead, (pydyf, "_to_bytes", to_bytes), (pydyf.Stream, "data", property(data))
)
"""Have pydyf write and pack by the functions of this module, for a while."""
